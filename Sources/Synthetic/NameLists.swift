/// The name lists of the synthetic people, written for this world. Given and family names of one
/// entry go together; nothing but the spelling of a name ever follows from the entry, and no file
/// has a column for it.
enum NameLists {
  struct Family {
    let given: [String]
    let names: [String]
  }

  static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

  static let families: [Family] = [
    Family(
      given: words(
        """
        Oliver Amelia George Isla Harry Ava Jack Emily Jacob Sophie Charlie Grace Thomas Lily \
        Oscar Freya William Ella James Poppy Alfie Ruby Henry Daisy Joshua Alice Samuel Florence \
        Edward Matilda Arthur Rosie Archie Phoebe Leo Harriet Ralph Edith Stanley Mabel
        """),
      names: words(
        """
        Allgood Barwick Beckwith Blades Brackenbury Cawthorn Clipson Cobbold Dackombe Drewery \
        Elgar Faircloth Feary Gathercole Gotobed Hurn Ingamells Jarrold Kisby Larkham Mawby \
        Neave Overland Palfrey Plowright Quince Rands Setchell Skells Softley Stannard Tointon \
        Upcraft Veal Wakelin Whybrow Yallop Youngs Thorogood Sneath Bratley Copeman Dobbs \
        Eggleton Fovargue Goodger Hobbins Jakes Leggate Munsey
        """)),
    Family(
      given: words(
        """
        Darius Rasa Mindaugas Eglė Vytautas Jurgita Rokas Aistė Gintaras Živilė Tomas Neringa \
        Saulius Ramunė Andrius Daiva Kęstutis Vilma Marius Šarūnė Povilas Lina Deividas Ieva \
        Žygimantas Giedrė Algirdas Ingrida Mantas Ugnė
        """),
      names: words(
        """
        Adomaitis Balčiūnas Bartkus Bružas Čepaitis Dapkus Gaidys Grigas Jankauskas Juška \
        Karpavičius Kavaliauskas Kubilius Lapinskas Lukošius Mačiulis Matulis Mažeika Mikutis \
        Norkus Paškevičius Petraitis Pocius Rimkus Rudys Šimkus Stonkus Šukys Tamulis Urbšys \
        Vaičiūnas Valaitis Vilkas Zabiela Žilinskas Žukas
        """)),
    Family(
      given: words(
        """
        Jānis Līga Mārtiņš Kristīne Edgars Inese Andris Dace Guntis Agnese Raivis Zane Aivars \
        Ilze Ģirts Sandra Kaspars Vineta Normunds Baiba Uldis Evita Rihards Elīna
        """),
      names: words(
        """
        Apinis Auziņš Bērziņš Briedis Dambis Eglītis Gailis Grīnbergs Jansons Kalējs Ķirsis \
        Kļaviņš Krūmiņš Lācis Liepa Mežs Mūrnieks Ozols Priede Pūce Riekstiņš Rozītis Siliņš \
        Skuja Strazds Vanags Vītols Zariņš Zvirbulis Šmits
        """)),
    Family(
      given: words(
        """
        Paweł Agnieszka Michał Katarzyna Łukasz Małgorzata Krzysztof Monika Grzegorz Joanna \
        Rafał Beata Marcin Ewelina Sławomir Dorota Przemysław Justyna Zbigniew Iwona Jarosław \
        Renata Wojciech Aneta Dariusz Bożena Mirosław Karolina
        """),
      names: words(
        """
        Adamczyk Bąk Borowski Chmiel Ciesielski Czyż Dudek Gołąb Górski Jabłoński Jasiński \
        Kaczmarek Kłos Kołodziej Kowalczyk Krawiec Kubiak Łuczak Maciejewski Marciniak Mróz \
        Nowicki Olszewski Pająk Piątek Rogala Sikora Skrzypczak Sobczak Stępień Szulc Śliwa \
        Tomczak Urbaniak Walczak Wieczorek Wróbel Zając Żak Źrebiec
        """)),
    Family(
      given: words(
        """
        Ionuț Mihaela Cătălin Ștefania Răzvan Alina Bogdan Mădălina Florin Gabriela Marian \
        Loredana Nicolae Simona Adrian Oana Costel Roxana Vasile Georgiana Sorin Camelia Dănuț \
        Crina Lucian Anca
        """),
      names: words(
        """
        Albu Bălan Bărbulescu Bratu Călinescu Chiriță Ciobanu Cojocaru Crăciun Dănilă Dobre \
        Drăgan Enache Florea Gheorghiță Iliescu Lazăr Lupu Mănescu Moraru Neagu Olteanu Pătrașcu \
        Petcu Preda Rădulescu Sandu Stănescu Șerban Tănase Toma Țăranu Ursu Vlăduț Voicu Zamfir
        """)),
    Family(
      given: words(
        """
        Dimitar Desislava Hristo Mariya Plamen Tsvetelina Stoyan Radka Krasimir Yordanka Lyubomir \
        Teodora Boyko Galina Valentin Silviya Zhivko Nadezhda Emil Vesela
        """),
      names: words(
        """
        Angelov Atanasov Borisov Chakarov Dechev Dimov Enchev Filipov Genchev Hadzhiev Iliev \
        Kolev Kostov Lazarov Marinov Mitev Naydenov Ognyanov Pavlov Petkov Rusev Savov Stanchev \
        Tonev Tsankov Valchev Velikov Yanev Zhechev Zlatev
        """)),
    Family(
      given: words(
        """
        João Conceição Luís Inês Tomé Fátima Rui Cátia Nuno Filipa Sérgio Patrícia Hélder Vânia \
        Artur Lúcia Simão Glória Rogério Teresa Ângelo Marta Duarte Olívia
        """),
      names: words(
        """
        Abrantes Bragança Camões Carvalhal Conceição Cordeiro Estêvão Falcão Figueira Galvão \
        Guimarães Henriques Leitão Loureiro Magalhães Mourão Nóbrega Paixão Pinhão Quintão Rebelo \
        Salomão Sardinha Simões Sobral Tavares Valadão Vidigal Viegas Zambujo
        """)),
    Family(
      given: words(
        """
        Hùng Hương Tuấn Lan Dũng Thảo Quang Hạnh Bình Ngọc Thắng Yến Khánh Thúy Sơn Mai Đức Nhung \
        Trung Hoa
        """),
      names: words(
        "Bùi Cao Đặng Đinh Đoàn Dương Hồ Huỳnh Lâm Lê Lương Mạc Ngô Nguyễn Phạm Phan Tạ Thái Trần Võ"
      )),
    Family(
      given: words(
        """
        Agron Besa Dritan Elira Fatmir Gentiana Ilir Jonida Kujtim Lindita Mentor Nora Petrit \
        Rovena Skënder Teuta Valon Xhesika Ylli Zana
        """),
      names: words(
        """
        Bajraktari Çela Dervishi Duka Fejza Gashi Gjoka Hasa Hoxhaj Kastrati Këlliçi Koçi Leka \
        Marku Meta Ndoja Prifti Rama Shehu Shkreli Tafa Topalli Vata Xhaferi Zeqo Zyba
        """)),
  ]

  /// Family names kept for planted nominals who are not workers: no ordinary person bears one.
  static let planted = words(
    """
    Varkalys Drungėla Sabaliūnas Orlowicz Brândușel Petrušis Quadling Threlkeld Mirčaitis Holbech \
    Zaharincu Vėbra Oszmiana Krastevin Dolmantas Padilhão Ruškys Ellingworth Sedgemoor Tarvainis \
    Vironas Bielecz Harkaway Stoichkin Ungurelu Liepinis Gramshti Arrowsmythe Cărbuneanu Mažrimas \
    Pennyfather Rackstraw Noviks Brzozówka Fenwright Orbelu Tydd Gedney Leverington Quadring \
    Upwellin Outwellis Emnethas Walsoken Terrington Clenchwar Tilneyas Whaplode Moultonis Gosbertas
    """)

  /// Family names kept for people under the victim shield: no one else bears one.
  static let shielded = words(
    """
    Abrutka Baltrėnas Cirtautis Daukvila Elzbergas Fedoravis Gudelka Ivoškis Jogminas Klimaška \
    Laurynka Mikšteris Narvidas Orentika Pilkaitas Raudonka Skirmanto Tverijonas Ugiankis Vaišvydas \
    Zdanevka Žostautas Ādamsonis Burtniekas Cīruliņas Dūmiņas Elkšnītis Garozāns Jēkabsonis Ķempelis \
    Leimanāns Mālnieks Niedrītis Paegļkalns Rubenītis Strautmals Tīrumnieks Upmaliņš Viļumsonis \
    Zemzaris Badowiec Cieślicz Dąbrówko Gębarski Iwańczyk Jędrasik Krępowicz Łabędzki Miętusow \
    Ostrężny Avrămița Bârlădeau Ciuperceanu Dorohoieanu Frunzănescu Gălățelu Hurmuzescu Jijianu \
    Leordeanu Mehedințu
    """)
}
