/// Short, pet and translated forms of given names.
///
///     GivenNameForms.agree("bill", "william")  // true
///     GivenNameForms.agree("kasia", "katarzyna")  // true
///     GivenNameForms.agree("alex", "sandy")  // true: both are forms of alexander
///
/// The lists hold common names of Britain, Poland, Lithuania, Latvia, Romania, Bulgaria, Albania, the
/// Arabic and Kurdish languages, Portugal and their English counterparts, folded.
public enum GivenNameForms {
  /// Whether two folded words are forms of one given name; equal words are.
  public static func agree(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    guard let groupsOfA = groups[a], let groupsOfB = groups[b] else { return false }
    return groupsOfA.contains { groupsOfB.contains($0) }
  }

  /// Returns the numbers of the groups that a folded word belongs to, ascending; empty for most words.
  /// The numbers mean nothing but that equal ones are forms of one name.
  public static func groups(of word: String) -> [Int] { groups[word] ?? [] }

  private static let groups: [String: [Int]] = {
    var groups: [String: [Int]] = [:]
    let lines = (western + eastern).split(separator: "\n")
    for (number, line) in lines.enumerated() {
      for word in line.split(separator: " ") { groups[String(word), default: []].append(number) }
    }
    return groups
  }()

  private static let western = """
    abigail abbie abby gail
    albert bert bertie al
    alexander alex alec sandy sasha sasho alexandru aleksandar aleksandrs aleksander sandu aleks
    alexandra alex sandra sasha aleksandra ola alexa lexi
    alfred alf alfie fred
    alison ali ally allison
    amanda mandy
    andrew andy drew andrei andrzej andrius andris andrejs jedrek
    angela angie
    ann anne anna annie ana ania anka anya hannah
    anthony tony antony antonio toni antanas antoni antonis
    arthur art artur arturas arturs arthur
    barbara babs barb basia
    benjamin ben benny
    bernard bernie
    catherine katherine kathryn cath kate kathy katie cathy catarina katarzyna kasia kaska cati katya
    charles charlie chas chuck carlos karl karolis karol
    christina christine chris tina kristina kristine cristina cristi krystyna kristi
    christopher chris kit kris christian cristian krzysztof krzysiek kristaps hristo itso christo cristi
    daniel dan danny dani
    david dave davey deividas dawid dovydas
    deborah debbie debra deb
    dennis denis den
    dominic dom dominik
    donald don donnie
    dorothy dot dolly dorota
    edward ed eddie ted ned edvardas eduardo edek
    eleanor ellie nell elena ella
    elizabeth liz beth betty lizzie eliza libby elspeth elzbieta ela isabel bela
    emma em emmy
    eva eve ewa ieva evita
    frances fran francesca frankie
    francis frank franek francisco chico pranas franciszek
    frederick fred freddie freddy
    gabriel gabe gabi
    gabriela gabi gabija gabriella
    geoffrey geoff jeff jeffrey
    george georgie gheorghe gigi georgi gosho gogo jerzy jurgis juris jorge yuri
    gerald gerry jerry gerard
    gillian jill gill
    gregory greg grzegorz grzesiek grigore
    harold harry hal
    helen ellen nell elena lena ileana jelena yelena lenuta elenka eli
    henry harry hank henryk enrique hal
    igor igors ihor
    isabella bella izzy isabelle izabela iza
    jacob jake jakub kuba jokubas jack
    jacqueline jackie jacqui
    james jim jimmy jamie jem
    jane janey jenny jana
    jennifer jenny jen jenna
    jessica jess jessie
    joan joanne jo joanna joana ioana asia
    john jack johnny jon jan janek ion ionel ivan vanyo jonas janis joao jhon iancu ionut nutu
    jonathan jon jonny nathan
    joseph joe joey jozef jose juozas yosif josif ze jozsef youssef
    joshua josh
    judith judy jude
    julia julie jules juliana xhuliana
    kenneth ken kenny
    lawrence larry laurie laurence laurynas laurentiu
    leonard len lenny leo leon
    lucas luke lukas lukasz luka luca
    magdalena magda maggie madalena
    margaret maggie peggy meg marge rita malgorzata gosia margarita
    mark marc marek marcus marcos markas
    martin marty marcin martins martynas marty
    mary maria marie molly polly mariya mimi maryam mariam miriam meryem marija marioara maja
    matthew matt mat mathew mateusz matas matei mateus
    michael mick mike micky mikey mihai misu michal mihail mykolas miguel mihails misha
    natalie natalia natalija natasha natalka nat
    nicholas nick nicky nic nicolae nicu nikolay niki kolyo mikolaj nicolas nikola
    nicola nicky nikki
    oliver ollie olly
    pamela pam
    patricia pat trish tricia patrycja
    patrick pat paddy patryk
    paul paulius pawel paulo pavel pauls paulie
    peter pete piotr piotrek petar petras peteris pedro petru pepi pjeter
    philip phil phillip pip filip filipe filipas
    raymond ray
    rebecca becky becca
    richard rick dick rich ricky ricardas rihards ryszard ricardo
    robert bob rob bobby robbie bert roberts robertas roberto
    ronald ron ronnie
    rosemary rose rosie romy
    samantha sam sammy
    samuel sam sammy
    sarah sara sally sadie
    simon si szymon simeon simonas simao
    sophie sophia sofia zofia zosia
    stephanie steph stefania stefanija
    stephen steve steven stefan stefcho fane szczepan steponas shtjefen
    stuart stewart stu
    susan sue susie suzanne zuzanna zuza
    teresa theresa terry tess teresinha
    terence terry tel
    thomas tom tommy tomas tomasz tomek toma tome toms
    timothy tim timmy
    tracey tracy trace
    valerie val
    victor vic viktor viktors viktoras vitor
    victoria vicky tori vikki viktorija viktoriya vika viki wiktoria
    vincent vin vinny vince
    walter wally walt
    william bill will billy willie liam wilhelm
    """

  private static let eastern = """

    agnieszka aga agnes agniete agnese
    aleksandras aleksandr sasha alex
    algirdas algis
    bartosz bartek bartlomiej
    bogdan boguslaw bohdan
    constantin costel costi kostadin konstantin konstanty
    dariusz darek darius
    desislava desi
    dimitar mitko dimitri dmitry dmitrijs dima dumitru mitica mitru dimitrij
    florin florinel florian
    gintaras gintas
    jaroslaw jarek
    kestutis kestas
    krasimir krasi
    lyubomir lyubo
    maciej maciek
    mariusz mario marius
    mihaela miha michaela michalina
    mindaugas mindis
    nadezhda nadya nadia
    przemyslaw przemek
    radoslaw radek
    sergejs sergey serge sergiusz sergiu sergio sergei
    skender skenderbe iskander
    slawomir slawek
    stanislaw staszek stach stanislovas stanislav
    svetlana sveta svetla
    tatiana tatjana tanya tatyana
    todor tosho theodore teodor
    tsvetelina tsveti
    vladimir vova vladimirs wlodzimierz vlad
    vytautas vytas
    wojciech wojtek
    yordan dancho jordan iordan
    zygimantas zigmas zygmunt
    abdullah abdulla abdallah abdula
    abdulrahman abdelrahman abdurrahman rahman
    ahmed ahmad ahmet hama ehmed
    aisha aysha ayesha aicha
    ali aly eli alli
    fatima fatma fatimah fatemeh
    hassan hasan hesen
    hussein husain hussain husayn hosein hossein hiseni
    ibrahim ebrahim brahim brayim abraham
    kamaran kamran
    khalid khaled halid
    layla leila leyla
    mahmoud mahmud mahmood
    mohammed muhammad mohamed mohammad mehmed mohamad mohamud muhamad mehmet mo mohd muhammed
    mustafa mostafa mustapha
    noor nur nour
    omar umar omer
    qasim kassem ghasem qassim kasim
    rashid rasheed reshid
    salim saleem selim
    tariq tarek tarik
    yusuf youssef yousif yousef josef joseph
    zainab zeinab zeyneb zaynab
    """
}
