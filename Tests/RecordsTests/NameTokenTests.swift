import Records
import Testing

@Suite("Words of names")
struct NameTokenTests {
  @Test(
    "Letters are written as passports write them (ICAO Doc 9303 part 3)",
    arguments: [
      ("Łukasz", "lukasz"), ("Đặng", "dang"), ("Straße", "strasse"), ("Ægir", "aegir"),
      ("Þór", "thor"), ("Šćepanović", "scepanovic"), ("Žemaitė", "zemaite"), ("Çelik", "celik"),
      ("ȘTEFAN", "stefan"), ("Țepeș", "tepes"), ("Nguyễn", "nguyen"), ("Trương", "truong"),
      ("Kęstutis", "kestutis"), ("Ķirsis", "kirsis"), ("Œuvre", "oeuvre"), ("e\u{301}", "e"),
      ("Conceição", "conceicao"), ("plain", "plain"), ("", ""),
    ])
  func latin(text: String, expected: String) {
    #expect(Romanisation.ascii(text) == expected)
  }

  @Test(
    "Cyrillic follows the Bulgarian act of 2009",
    arguments: [
      ("София", "sofia"), ("Мария", "maria"), ("Гълъбец", "galabets"), ("Пазарджик", "pazardzhik"),
      ("Търговище", "targovishte"), ("Кюстендил", "kyustendil"), ("Ямбол", "yambol"),
      ("Христо", "hristo"), ("Цветелина", "tsvetelina"), ("Йорданка", "yordanka"),
      ("Жечо", "zhecho"), ("Чакъров", "chakarov"), ("Кьосев", "kyosev"),
    ])
  func bulgarian(text: String, expected: String) {
    #expect(Romanisation.ascii(text) == expected)
  }

  @Test(
    "Older spellings and those of ICAO's Cyrillic table stand among the variants",
    arguments: [
      ("Хрущев", "khrushchev"), ("Юлия", "iuliia"), ("Живко", "jivko"), ("Щерев", "shcherev"),
      ("Ючков", "juckov"), ("Тодоров", "todorov"),
    ])
  func cyrillicVariants(text: String, expected: String) {
    #expect(Romanisation.variants(text).contains(expected))
  }

  @Test("German and Nordic letters have both their spellings")
  func umlauts() {
    #expect(Romanisation.variants("Müller") == ["muller", "mueller"])
    #expect(Romanisation.variants("Søren") == ["soren", "soeren"])
    #expect(Romanisation.variants("Nowak") == ["nowak"])
  }

  @Test(
    "Greek follows ISO 843",
    arguments: [
      ("Γεώργιος", "georgios"), ("Παπαδόπουλος", "papadopoulos"), ("Ευάγγελος", "evangelos"),
      ("Ευτυχία", "eftychia"), ("Μπάμπης", "bampis"), ("Θεοδώρα", "theodora"),
    ])
  func greek(text: String, expected: String) {
    #expect(Romanisation.ascii(text) == expected)
  }

  @Test(
    "Arabic and Sorani names meet their English spellings in the skeleton",
    arguments: [
      ("محمد", "Mohammed"), ("أحمد", "Ahmed"), ("عمر", "Omar"), ("إبراهيم", "Ibrahim"),
      ("يوسف", "Yusuf"), ("کاروان", "Karwan"), ("هێمن", "Hemin"), ("ڕێبوار", "Rebwar"),
      ("دڵشاد", "Dilshad"), ("شیلان", "Shilan"),
    ])
  func arabic(text: String, latin: String) {
    #expect(NameSkeleton.agree(Romanisation.ascii(text), Romanisation.ascii(latin)))
  }

  @Test(
    "Transcriptions of one name share a skeleton",
    arguments: [
      ("zhivko", "jivko"), ("zilinskas", "zhilinskas"), ("simkus", "shimkus"),
      ("xhaferi", "djaferi"), ("gjoka", "djoka"), ("yordan", "jordan"), ("iordan", "yordan"),
      ("tsankov", "tzankoff"), ("muhammad", "mohamed"), ("qasim", "kasim"),
      ("khalid", "halid"), ("kowalski", "kovalski"), ("szymanski", "shymanski"),
      ("katarzyna", "catarzyna"), ("ahmed", "ehmed"), ("philip", "filip"),
    ])
  func skeletons(a: String, b: String) {
    #expect(NameSkeleton.agree(a, b) && NameSkeleton.agree(b, a))
  }

  @Test(
    "Different names do not share a skeleton",
    arguments: [("nowak", "kowalski"), ("ivanov", "petrov"), ("lan", "linh"), ("", "")])
  func otherSkeletons(a: String, b: String) {
    #expect(!NameSkeleton.agree(a, b))
  }

  @Test(
    "Forms of one family name agree: Lithuanian, Latvian, Polish, Bulgarian",
    arguments: [
      ("paulauskas", "paulauskiene"), ("paulauskas", "paulauskaite"), ("petraitis", "petraityte"),
      ("butkus", "butkute"), ("butkus", "butkiene"), ("butkevicius", "butkeviciute"),
      ("butkevicius", "butkeviciene"), ("rudys", "rudyte"), ("kazlauskas", "kazlauske"),
      ("paulauskiene", "paulauskaite"), ("berzins", "berzina"), ("ozols", "ozola"),
      ("lacis", "lace"), ("jansons", "jansone"), ("murnieks", "murniece"),
      ("kowalski", "kowalska"), ("nowicki", "nowicka"), ("ivanov", "ivanova"),
      ("georgiev", "georgieva"), ("ivanovs", "ivanova"),
    ])
  func genderedForms(a: String, b: String) {
    #expect(GenderedSurname.agree(a, b) && GenderedSurname.agree(b, a))
  }

  @Test(
    "Names of different families, and one name with itself, do not",
    arguments: [
      ("paulauskas", "petrauskiene"), ("nowak", "nowakowa"), ("ivanova", "ivanova"),
      ("jonas", "jonis"), ("smith", "smythe"),
    ])
  func otherForms(a: String, b: String) {
    #expect(!GenderedSurname.agree(a, b))
  }

  @Test(
    "Short and translated given names agree",
    arguments: [
      ("bill", "william"), ("kasia", "katarzyna"), ("gosia", "malgorzata"), ("sasha", "aleksandrs"),
      ("mitko", "dimitar"), ("gigi", "gheorghe"), ("mehmed", "mohammed"), ("jan", "john"),
    ])
  func shortForms(a: String, b: String) {
    #expect(GivenNameForms.agree(a, b) && GivenNameForms.agree(b, a))
    #expect(!GivenNameForms.agree(a, "zoran"))
  }

  @Test("Particles, initials and patronymics may be absent, first and last words may not")
  func absentWords() {
    func absent(_ name: String) -> [String] {
      NameToken.tokens(name).filter(\.mayBeAbsent).map(\.text)
    }
    #expect(absent("Иван Петров Димитров") == ["petrov"])
    #expect(absent("Nguyễn Văn Ánh") == ["van"])
    #expect(absent("Ahmed al-Jubouri") == ["al"])
    #expect(absent("João Ferreira da Silva") == ["da"])
    #expect(absent("John P. O’Brien") == ["p"])
    #expect(absent("Petrov, Ivan") == [])
  }

  @Test("Words keep their order, apostrophes join, placeholders have none")
  func words() {
    #expect(NameToken.tokens("O'BRIEN-Nowak, Ádám").map(\.text) == ["obrien", "nowak", "adam"])
    #expect(NameToken.tokens("unknown male").isEmpty && NameToken.tokens("").isEmpty)
    #expect(NameToken.tokens("Живко").first?.variants.contains("jivko") == true)
  }
}
