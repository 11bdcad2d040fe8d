extension OriginNames {
  static let lithuanian = OriginNames(
    men: NameTable(
      """
      Jonas:390 Tomas:360 Mindaugas:310 Vytautas:300 Darius:290 Andrius:280 Mantas:260 Marius:250 \
      Lukas:240 Gintaras:230 Saulius:220 Rokas:210 Paulius Deividas Antanas Kęstutis Arūnas Povilas \
      Karolis Justinas Donatas Žygimantas Ignas Edgaras Nerijus Linas Rimantas Algirdas Vidas Artūras \
      Aurimas Evaldas Egidijus Ričardas Laurynas Arnas Remigijus Tadas Dainius Šarūnas Valdas Virginijus
      """),
    women: NameTable(
      """
      Rasa:340 Jurgita:310 Daiva:300 Inga:290 Kristina:280 Vilma:260 Ieva:250 Lina:240 Greta:230 \
      Agnė:225 Monika:220 Gabija Eglė Simona Aistė Neringa Živilė Ramunė Jolanta Asta Rita Laima \
      Edita Giedrė Ingrida Ugnė Viktorija Rūta Sandra Dovilė Lijana Ilona Renata Jūratė Loreta Dalia \
      Audronė Birutė Miglė Austėja Karolina Gintarė Danguolė Aušra Vaida
      """),
    surnames: NameTable(
      """
      Kazlauskas:46 Jankauskas:44 Petrauskas:40 Stankevičius:38 Paulauskas:30 Urbonas:28 Žukauskas:28 \
      Vasiliauskas:27 Butkus:24 Balčiūnas:24 Kavaliauskas:22 Navickas:20 Ramanauskas:19 Savickas \
      Lukoševičius Šimkus Adomaitis Rimkus Pocius Sinkevičius Mažeika Žilinskas Norkus Bagdonas
      """,
      tail: NameTable.joined(
        """
        Adom Ambraz Andr Ast Bagd Bart Bern Bitin Bud Čep Čern Dailid Dam Daug Gail Ged Grig Gud \
        Jakub Jas Jon Jur Kaz Kub Kuz Lauč Lep Luk Mac Mal Mart Mik Miln Nar Norv Pak Petr Poc \
        Radz Raz Rudz Sak Sav Sid Skir Stan Stas Šal Šim Tam Urb Vait Valat Vask Venc Vit Zab Žem Žil
        """, "auskas aitis ėnas evičius inskas onis ūnas utis ys ius as elis")),
    otherForms: """
      Mindaugas:Mindis|Mindas Vytautas:Vytas Andrius:Andris|Andrew Gintaras:Gintas Tomas:Thomas|Tom \
      Deividas:David Rokas:Rocky Paulius:Paul Kęstutis:Kestas Žygimantas:Zigmas Algirdas:Algis \
      Jonas:John Lukas:Luke Marius:Mario Jurgita:Jurga Kristina:Kristi Gabija:Gabi Viktorija:Vika \
      Monika:Monica Rasa:Rasute Dovilė:Dove Gintarė:Ginte Edgaras:Edgar Artūras:Arthur Karolis:Karl
      """,
    respellings: """
      ž>zh ž>z š>sh č>ch ė>ie ė>e ū>oo ū>u y>i i>y ius>us as>us auskas>ovskis evičius>evich \
      ienė>iene aitė>aite j>y ų>u į>i ą>a ę>e v>w k>c ai>ei au>av
      """,
    respelt: 100, swapped: 40, otherForm: 60)

  static let latvian = OriginNames(
    men: NameTable(
      """
      Jānis:520 Andris:330 Aleksandrs:300 Juris:290 Edgars:270 Mārtiņš:260 Sergejs:240 Kaspars:230 \
      Artūrs:220 Vladimirs Aivars Raivis Guntis Normunds Valdis Uldis Gatis Kristaps Rihards Ģirts \
      Viktors Dmitrijs Igors Pēteris Roberts Ainārs Māris Oskars Toms Nauris Arvīds Ivars Aigars Imants
      """),
    women: NameTable(
      """
      Anna:380 Kristīne:360 Inese:290 Inga:280 Ilze:270 Līga:260 Jeļena:250 Svetlana:230 Olga:220 \
      Agnese Zane Dace Sandra Baiba Evita Elīna Vineta Laura Sanita Santa Ieva Anita Iveta Natālija \
      Tatjana Sintija Jana Marika Ina Daina Aija Gunta Una Madara Ginta Linda Solvita
      """),
    surnames: NameTable(
      """
      Bērziņš:80 Kalniņš:56 Ozoliņš:48 Jansons:40 Ozols:34 Liepiņš:33 Krūmiņš:32 Balodis:30 \
      Eglītis:29 Petersons:26 Zariņš:25 Ivanovs:24 Vītols:22 Kļaviņš:21 Kārkliņš:20 Vanags Siliņš \
      Zvirbulis Lācis Mežs Priede Gailis Apinis Strazds Skuja Dambis Grīnbergs Mūrnieks Rozītis
      """,
      tail: NameTable.joined(
        """
        Ab Aps Aus Bal Bē Birz Bric Cel Cīr Dal Dārz Dre Dūm Elk Ērgl Gaig Gar Grau Jaun Jēk Kal \
        Kārt Kraul Kul Ķim Lap Lej Liel Lūs Mal Mār Mel Nām Niedr Or Paeg Pūr Putn Rat Rud Sak Sau \
        Sīl Skud Spil Stāl Sur Šķēl Tīr Up Vald Veis Vil Zāl Zem Zīl Žig
        """, "iņš ietis sons ovs kalns nieks ītis āns evs ers ulis bergs")),
    otherForms: """
      Jānis:Janka|John|Janis Aleksandrs:Sasha|Saša|Alex Edgars:Edgar Mārtiņš:Martin Sergejs:Sergey|Serge \
      Kristaps:Chris Dmitrijs:Dima|Dmitry Vladimirs:Vova|Vladimir Artūrs:Arthur Pēteris:Peter \
      Natālija:Natasha|Natalie Jeļena:Elena|Lena|Yelena Tatjana:Tanya|Tatyana Kristīne:Kristina \
      Svetlana:Sveta Rihards:Richard Andris:Andrew Viktors:Victor|Viktor Igors:Igor Juris:Yuri
      """,
    respellings: """
      ņ>ni ļ>li ķ>kj ģ>dj š>sh š>s ž>zh č>ch ī>ee ī>i ē>e ā>aa ā>a ū>oo j>y s> iņš>ins v>w ovs>ov \
      sons>son k>c ie>ia
      """,
    respelt: 110, swapped: 40, otherForm: 70)
}
