extension OriginNames {
  static let romanian = OriginNames(
    men: NameTable(
      """
      Andrei:310 Ion:300 Alexandru:300 Gheorghe:270 Constantin:250 Vasile:245 Adrian:240 Florin:230 \
      Mihai:225 Marian:215 Cristian:210 Ionuț:205 Nicolae:200 Daniel Bogdan Gabriel Marius Cătălin \
      Ștefan Răzvan Costel Sorin Lucian Dumitru Viorel Claudiu Valentin George Robert Dănuț Laurențiu \
      Petru Iulian Ciprian Cosmin Sebastian Radu Vlad Dragoș Tudor Silviu Emil Ovidiu Traian
      """),
    women: NameTable(
      """
      Maria:560 Elena:420 Ioana:260 Mihaela:240 Andreea:235 Ana:220 Cristina:210 Alexandra Daniela \
      Alina Georgiana Simona Gabriela Mădălina Roxana Ștefania Loredana Camelia Florentina Mariana \
      Nicoleta Oana Raluca Claudia Adriana Bianca Denisa Larisa Anca Crina Viorica Rodica Doina Liliana
      """),
    surnames: NameTable(
      """
      Popa:95 Popescu:72 Ionescu:50 Radu:48 Dumitru:44 Stan:42 Stoica:40 Gheorghe:38 Matei:33 \
      Ciobanu:32 Rusu:31 Munteanu:30 Constantin:29 Dinu:28 Marin:28 Moldovan:27 Șerban:24 Lazăr:23 \
      Florea Voicu Toma Nistor Oprea Barbu Lungu Cojocaru Mocanu Sandu Manole Drăgan Neagu Preda
      """,
      tail: NameTable.joined(
        """
        Alb Ang Ard Băl Bobo Brat Bucur Călin Căt Chir Cior Coman Cost Crac Dăn Dobr Drag Ene Fil \
        Flor Găl Geor Grig Il Ior Ist Iv Lup Măn Marin Mat Mih Mir Mold Mun Nic Olt Pan Păt Petr \
        Pop Răd Rom Săl Sim Stăn Stoi Tăn Teod Tud Țep Ung Urs Văc Vas Vlăd Zah Zam
        """, "escu eanu aru oiu ilă ache ean oaia ița ea uș an")),
    otherForms: """
      Alexandru:Alex|Sandu Gheorghe:George|Gigi Ion:Ionel|John Mihai:Misu|Michael Andrei:Andrew \
      Constantin:Costel|Costi Cristian:Cristi|Chris Nicolae:Nicu|Nicolas Ștefan:Fane|Stefan \
      Florin:Florinel Marian:Mario Ionuț:Ionut|Nutu Dumitru:Mitica|Mitru Elena:Lenuta|Ileana|Helen \
      Maria:Marioara|Mary Mihaela:Miha|Michaela Ioana:Joanna Georgiana:Geo Cristina:Cristi \
      Gabriela:Gabi Daniela:Dana Mădălina:Mada Alexandra:Alex
      """,
    respellings: """
      ț>tz ț>ts ș>sh ș>s ă>a ă>e â>i î>i gh>g ci>chi ce>che ch>c e>ie io>yo ia>ya c>k escu>esku x>cs \
      ii>i ea>ia
      """,
    respelt: 80, swapped: 70, otherForm: 70)

  static let bulgarian = OriginNames(
    men: NameTable(
      """
      Georgi:520 Ivan:460 Dimitar:400 Nikolay:320 Petar:290 Hristo:280 Yordan:250 Aleksandar:240 \
      Vasil:230 Stefan:225 Todor:220 Stoyan:215 Angel Plamen Krasimir Atanas Martin Asen Boyan \
      Lyubomir Zhivko Rumen Emil Valentin Svetlozar Tsvetan Kiril Mihail Yavor Kaloyan Borislav \
      Veselin Simeon Zdravko Iliya Hristiyan
      """),
    women: NameTable(
      """
      Mariya:510 Ivanka:330 Elena:310 Yordanka:280 Penka:230 Daniela:225 Desislava:220 Gergana:210 \
      Radka Tsvetelina Galina Silviya Teodora Nadezhda Vesela Zhivka Snezhana Svetla Yana Polina \
      Kristina Viktoriya Violeta Todorka Milena Rositsa Nikolina Stanka Lyubka Diana Katya Aleksandra
      """),
    surnames: NameTable(
      """
      Ivanov:150 Georgiev:125 Dimitrov:120 Petrov:78 Nikolov:70 Hristov:58 Stoyanov:57 Todorov:54 \
      Iliev:48 Vasilev:44 Atanasov:43 Petkov:36 Angelov:35 Kolev:33 Yordanov:32 Marinov:30 Stefanov:28
      """,
      tail: NameTable.joined(
        """
        Apostol Asen Bog Boris Boyadzhi Chakar Chav Dam Den Din Dobr Dragan Ench Filip Ganch Gen \
        Grozd Hadzhi Ign Kalch Kam Kar Kir Kost Kras Kun Laz Lyub Man Mar Met Mih Min Mit Nayden \
        Ned Ognyan Pan Pav Pop Rad Rang Rus Sav Sim Slav Spas Stanch Tan Ton Tsank Tsvet Uzun Val \
        Velik Vitan Yan Yank Zah Zdrav Zhech Zlat
        """, "ov ev inov anov enov chev arski inski alov ulov ikov")),
    otherForms: """
      Georgi:Gosho|George|Gogo Ivan:Vanyo|Vankata|John Dimitar:Mitko|Dimitri Nikolay:Niki|Kolyo \
      Aleksandar:Sasho|Alex|Alexander Hristo:Itso|Christo Yordan:Dancho|Jordan Stefan:Stefcho \
      Krasimir:Krasi Todor:Tosho Petar:Pepi|Peter Atanas:Nasko Lyubomir:Lyubo Mariya:Mimi|Maria|Mary \
      Desislava:Desi Tsvetelina:Tsveti Yordanka:Dani Elena:Eli|Helen Nadezhda:Nadya Viktoriya:Viki
      """,
    respellings: """
      zh>j zh>z ts>c ts>tz sh>s ch>tch dzh>j iya>ia iya>ija ya>ia ya>ja yo>io yo>jo yu>iu ay>ai \
      y>i y>j h>kh h>ch ov>off ev>eff v>w u>ou ks>x k>c a>u
      """,
    respelt: 260, swapped: 50, otherForm: 70)

  static let albanian = OriginNames(
    men: NameTable(
      """
      Arben:300 Agron:260 Ilir:250 Artan:240 Besnik:230 Gëzim:220 Agim:210 Fatmir Bujar Skënder \
      Petrit Valon Dritan Kujtim Mentor Ylli Ardit Endrit Klajdi Ervin Elton Altin Edmond Genti \
      Luan Sokol Xhevdet Bekim Naim Florian Erion Shpëtim Dashnor Xhemal Mehmet Ismail
      """),
    women: NameTable(
      """
      Elira:260 Besa:240 Mimoza:230 Valbona:225 Teuta:220 Fatmire:215 Drita:210 Vjollca Lindita \
      Gentiana Nora Rovena Xhesika Zana Jonida Ermira Anila Blerta Arta Shpresa Liridona Merita Era \
      Ardiana Flutura Albana Majlinda Elona Suela Klea Xhuliana
      """),
    surnames: NameTable(
      """
      Hoxha:190 Prifti:110 Shehu:105 Dervishi:80 Gjoni:70 Gashi:95 Krasniqi:105 Berisha:90 Kola:60 \
      Leka:52 Marku:50 Morina:50 Shala:48 Rama:46 Meta:40 Kastrati:40 Muça:38 Bajrami Osmani \
      Hasani Koçi Çela Xhaferi Duka Tafa Vata Cani Zeneli Ndreu Lleshi Topalli Bushi
      """,
      tail: NameTable.joined(
        """
        Ahmet Al Ar Bajr Bal Bard Bek Ber Bib Bren Cak Çel Dauti Del Dem Dib Elez Ferr Fran Gjek \
        Gjin Gjok Hal Has Hys Ibr Islam Jas Kap Kod Kol Kraj Lik Lul Mal Mar Meh Muk Mul Ndok Nik \
        Pal Per Pjetr Qem Ram Rexh Sad Sel Shab Sin Sul Tah Tosk Vuk Xhel Zef Zyl
        """, "aj i a u oj imi ani eshi ollari ari uqi")),
    otherForms: """
      Arben:Ben|Beni Agron:Goni Ilir:Iliri Artan:Tani Besnik:Niku Skënder:Skender|Alex Florian:Flori \
      Edmond:Mondi Elton:Toni Klajdi:Claudio Ervin:Vini Ismail:Maili Mehmet:Met|Mehmed Valbona:Bona \
      Mimoza:Moza Lindita:Linda Gentiana:Genta Xhesika:Jessica Xhuliana:Juliana Ermira:Mira
      """,
    respellings: """
      xh>j xh>dj gj>dj gj>g ç>ch ç>c q>ch q>k ë>e ë> dh>th ll>l rr>r x>dz sh>s j>y y>u nj>n c>ts
      """,
    respelt: 140, swapped: 50, otherForm: 60)
}
