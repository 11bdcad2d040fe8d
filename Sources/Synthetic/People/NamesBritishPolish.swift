/// Name tables written for this generator. Frequencies follow the published ranks loosely; behind the
/// commonest stand families that were put together from stems and endings.
extension OriginNames {
  static let british = OriginNames(
    men: NameTable(
      """
      David:320 John:310 Michael:270 James:260 Paul:230 Andrew:215 Mark:205 Robert:190 Thomas:185 \
      Daniel:180 Christopher:175 Stephen:170 William:165 Matthew:150 Richard:145 Peter:140 \
      Anthony:130 Joseph Jack Joshua Alexander Samuel Simon Kevin Gary Steven Benjamin Lee Adam \
      Ryan Martin Jonathan Philip Nicholas Luke Craig Jason Ian Alan Liam Darren Neil Stuart Dean \
      Carl Edward George Harry Charles Oliver Callum Jake Connor Nathan Aaron Lewis Kieran Scott \
      Sean Shaun Graham Keith Barry Terence Raymond Kenneth Gareth Rhys Owen Dylan Alfie Archie \
      Henry Leo Oscar Max Freddie Theo Arthur Noah Ethan Jamie Wayne Russell Trevor Derek Roger \
      Leslie Dennis Norman Gordon Bryn Hugh Malcolm Duncan Angus Fraser Elliot Toby Dominic Marcus
      """),
    women: NameTable(
      """
      Sarah:290 Susan:250 Emma:230 Claire:210 Karen:200 Julie:190 Nicola:180 Lisa:175 Rebecca:170 \
      Jennifer:165 Laura:160 Michelle:150 Charlotte:145 Helen:140 Samantha:135 Victoria Rachel \
      Amanda Gemma Hannah Jessica Sophie Amy Emily Margaret Elizabeth Christine Jacqueline Tracey \
      Joanne Deborah Angela Katherine Alison Louise Kelly Donna Stephanie Lucy Chloe Megan Lauren \
      Bethany Abigail Georgia Holly Natalie Danielle Leanne Stacey Kerry Catherine Patricia Linda \
      Janet Carol Sandra Maureen Pauline Jean Sheila Anne Mary Olivia Grace Isabella Freya Evie \
      Poppy Ruby Daisy Alice Florence Matilda Harriet Rosie Imogen Eleanor Zoe Naomi Heather Fiona \
      Lesley Wendy Gillian Hazel Beverley Lorraine Dawn Teresa Frances Judith Rhian Sian Carys Kirsty
      """),
    surnames: NameTable(
      """
      Smith:126 Jones:75 Taylor:59 Brown:56 Williams:39 Wilson:39 Johnson:37 Davies:34 Patel:34 \
      Robinson:32 Wright:32 Thompson:31 Evans:30 Walker:29 White:29 Roberts:27 Green:27 Hall:26 \
      Wood:26 Jackson:26 Clarke:25 Thomas:25 Lewis:23 Hill:23 Harris:22 Cooper:22 Hughes:21 Ward:21 \
      Turner:21 Martin:20 Moore:20 Clark:20 Edwards:19 Harrison:19 Baker:18 Morris:18 King:18 \
      Allen:17 Morgan:16 Watson:16 Parker:16 Khan:20 Singh:16 Hussain:14 Phillips Bennett Young \
      Richardson Carter Bailey Shaw Kelly Collins Bell Miller Cox Marshall Murphy Simpson Foster \
      Ellis Mason Palmer Barker Chapman Webb Rogers Stevens Gibson Holmes Hunt Mills O'Brien \
      O'Connor McDonald MacDonald Pearce Saunders Fletcher Dixon Knight Andrews Lloyd Bird Elliott
      """,
      tail: NameTable.joined(
        """
        Ash Bar Beck Black Brad Bran Burn Cal Carl Chal Clif Comp Cran Dal Den Dray East El Fair \
        Farn Fen Gar Gold Grims Hal Ham Hard Hart Hather Haw Hol Horn Kel Kirk Lang Len Ling Mar \
        Mel Mid Mor New Nor Oak Pen Pick Rad Rams Raven Rich Row Sal Sed Shel Sher Stan Staple Sut \
        Thorn Wads Wal Wen West Whit Wil Win Wood Worth Yard Attle Bickers Cottes Dunning Eccles
        """,
        """
        ton ham ley worth ford field wood well by thorpe don man wick ridge bury stock den more \
        house gate cliffe
        """)),
    otherForms: """
      David:Dave|Davey John:Jack|Johnny|Jon Michael:Mick|Mike|Micky James:Jim|Jimmy|Jamie \
      Andrew:Andy|Drew Robert:Bob|Rob|Bobby Thomas:Tom|Tommy Daniel:Dan|Danny Christopher:Chris|Kit \
      Stephen:Steve|Steven William:Bill|Will|Billy Matthew:Matt|Mathew Richard:Rick|Dick|Rich \
      Peter:Pete Anthony:Tony|Antony Joseph:Joe Joshua:Josh Alexander:Alex|Sandy|Alec Samuel:Sam \
      Benjamin:Ben Jonathan:Jon|Jonny Philip:Phil|Phillip Nicholas:Nick|Nicky Edward:Ed|Ted|Eddie \
      Charles:Charlie|Chas Kenneth:Ken|Kenny Raymond:Ray Terence:Terry Stuart:Stewart Sean:Shaun \
      Sarah:Sara|Sally Susan:Sue|Susie Rebecca:Becky|Becca Jennifer:Jenny|Jen Charlotte:Lottie \
      Samantha:Sam Victoria:Vicky|Tori Jessica:Jess Margaret:Maggie|Peggy|Meg \
      Elizabeth:Liz|Beth|Betty|Lizzie Christine:Chris|Tina Jacqueline:Jackie|Jacqui Deborah:Debbie \
      Katherine:Kate|Kathy|Katie|Catherine Catherine:Cath|Kate Patricia:Pat|Trish Amanda:Mandy \
      Stephanie:Steph Abigail:Abbie Eleanor:Ellie|Nell Teresa:Theresa|Terry Claire:Clare \
      Nicola:Nicky Joanne:Jo|Joanna Tracey:Tracy Lesley:Leslie Gillian:Jill|Gill
      """,
    respellings: """
      ph>f ck>k ie>ei ei>ie ey>y y>ey ll>l tt>t nn>n mac>mc mc>mac th>t ough>uff ay>ey ea>ee ee>ea \
      son>sen s> e> ar>er er>ar w>wh wh>w c>k k>c
      """,
    respelt: 40, swapped: 25, otherForm: 80)

  static let polish = OriginNames(
    men: NameTable(
      """
      Piotr:380 Krzysztof:350 Andrzej:320 Tomasz:310 Paweł:290 Marcin:280 Michał:270 Jan:260 \
      Marek:250 Grzegorz:240 Łukasz:235 Adam:220 Jakub:210 Mateusz Zbigniew Rafał Robert Kamil \
      Dawid Mariusz Dariusz Wojciech Jarosław Sławomir Przemysław Bartosz Sebastian Maciej Artur \
      Damian Szymon Krystian Radosław Jacek Mirosław Konrad Hubert Bogdan Zdzisław Stanisław \
      Ryszard Henryk Kazimierz Arkadiusz Daniel Filip Bartłomiej Waldemar Leszek Cezary
      """),
    women: NameTable(
      """
      Anna:520 Katarzyna:310 Agnieszka:300 Małgorzata:280 Joanna:260 Magdalena:250 Monika:240 \
      Ewa:220 Barbara:210 Aleksandra:205 Beata Dorota Marta Justyna Natalia Paulina Karolina Iwona \
      Renata Sylwia Izabela Edyta Elżbieta Aneta Ewelina Patrycja Weronika Kinga Emilia Grażyna \
      Bożena Halina Jolanta Danuta Wioletta Kamila Julia Zuzanna Martyna Angelika Dominika Urszula \
      Marzena Alicja Klaudia Oliwia
      """),
    surnames: NameTable(
      """
      Nowak:52 Kowalski:36 Wiśniewski:28 Wójcik:26 Kowalczyk:25 Kamiński:24 Lewandowski:23 \
      Zieliński:23 Szymański:22 Woźniak:22 Dąbrowski:21 Kozłowski:19 Jankowski:17 Mazur:17 \
      Kwiatkowski:16 Wojciechowski:16 Krawczyk:15 Kaczmarek:15 Piotrowski:15 Grabowski:14 \
      Zając Król Wieczorek Jabłoński Wróbel Pawłowski Dudek Stępień Michalski Adamczyk Górski Duda \
      Sikora Walczak Baran Rutkowski Szewczyk Pietrzak Marciniak Jaworski Chmielewski Bąk Włodarczyk
      """,
      tail: NameTable.joined(
        """
        Adam Bart Bie Bor Bud Cich Czar Dob Dęb Fran Gaj Głow Grab Gór Jan Jas Jakub Kacz Kal \
        Kas Klim Kol Kost Kraw Kub Kwiat Lip Łęc Łuk Maj Mal Marc Mich Mik Mroz Now Olsz Orł Paw \
        Piet Pisk Rad Rog Rus Sob Sos Stach Szcz Szym Tom Urb Wal Wawrz Wit Woj Zar Zaw Ziel Żur
        """,
        "owski ewski iński czyk ak ek icz owicz iak ik acki alski orek eński ecki usz a uk")),
    otherForms: """
      Aleksandra:Ola Katarzyna:Kasia|Kaska Agnieszka:Aga Małgorzata:Gosia|Malgosia Joanna:Asia \
      Magdalena:Magda Barbara:Basia Krzysztof:Krzysiek|Chris Tomasz:Tomek|Thomas \
      Grzegorz:Grzesiek|Greg Łukasz:Lukas|Luke Jakub:Kuba Mateusz:Matt|Matthew Paweł:Pawlik|Paul \
      Piotr:Piotrek|Peter Michał:Michael|Misiek Wojciech:Wojtek Sławomir:Slawek Przemysław:Przemek \
      Stanisław:Staszek Andrzej:Jędrek|Andrew Jan:Janek|John Marcin:Martin Bartosz:Bartek Maciej:Maciek \
      Elżbieta:Ela Natalia:Natalka Anna:Ania|Anka Ewa:Eva Dariusz:Darek Mariusz:Mario Zuzanna:Zuza
      """,
    respellings: """
      sz>sh cz>ch w>v ł>w rz>z rz>sh szcz>sch ą>on ą>a ę>en ś>sh ć>ch ż>z ź>z ó>u j>y ch>h ck>k \
      dz>z ń>ni ow>ov ewski>efski ski>sky cki>tsky k>c i>
      """,
    respelt: 110, swapped: 35, otherForm: 100)
}
