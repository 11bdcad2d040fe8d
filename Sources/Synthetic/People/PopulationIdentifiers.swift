/// Identifiers in the number that a large population needs and that nobody can hold, beyond the small
/// blocks of ``TestSafe``:
///
/// - telephones: 06, a range that the United Kingdom's numbering plan leaves undesignated;
/// - registration marks: of the current style with a tag that begins with Q, which is never issued;
/// - National Insurance numbers: prefix QQ; UPRNs: 999000000000 up; postcodes: ZZ99.
enum PopulationIdentifiers {
  private static let phones = Scramble(prime: 999_999_937, factor: 381_966_011)

  static func phone(_ number: Int) -> String { "06" + TestSafe.padded(phones(number), 9) }

  /// Numbers that are entered where none is known.
  static let placeholderPhones = ["07700900000", "00000000000", "06000000000", "07700900999"]

  private static let marks = Scramble(prime: 15_897_600, factor: 6_180_343)
  private static let tags = Array("ABCDEFGHJKLMNPRSTUVWXYZ")
  private static let letters = Array("ABCDEFGHJKLMNOPRSTUVWXYZ")
  private static let years = Array(2...26) + Array(51...75)

  static func mark(_ vehicle: Int) -> String {
    let code = marks(vehicle)
    let tail = code % 13_824
    let year = code / 13_824 % 50
    return "Q" + String(tags[code / 691_200]) + TestSafe.padded(years[year], 2)
      + String([letters[tail / 576], letters[tail / 24 % 24], letters[tail % 24]])
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")

  /// Returns one of the 6,760 postcodes for some fifty numbers of one street.
  static func postcode(town: Int, street: Int, number: Int) -> String {
    let code = ((town * 1_400 + street) * 7_919 + number / 50) % 6_760
    return "ZZ99 \(code % 10)" + String([alphabet[code / 10 % 26], alphabet[code / 260]])
  }
}

/// The address of a building by its number: towns and streets of no map.
struct PopulationAddress {
  let number: Int
  let street: String
  let type: String
  let town: String
  let postcode: String
  let uprn: String

  private static let buildings = Scramble(prime: 11_199_989, factor: 4_277_999)

  init(building: Int) {
    let code = Self.buildings(building)
    let (town, place, size) = Self.slots[code % 100]
    let street = code / 100 % 1_400
    number = code / 140_000 * size + place + 1
    self.street = Self.words[street / Self.types.count]
    type = Self.types[street % Self.types.count]
    self.town = Self.towns[town]
    postcode = PopulationIdentifiers.postcode(town: town, street: street, number: number)
    uprn = TestSafe.uprn(building)
  }

  /// Towns differ in size: of a hundred slots the first town has ten, the last has one.
  private static let slots: [(town: Int, place: Int, size: Int)] = {
    let sizes = [10, 8, 6, 5, 4, 4, 3, 3, 3, 3] + Array(repeating: 2, count: 21)
    return (sizes + Array(repeating: 1, count: 9)).enumerated().flatMap { town, size in
      (0..<size).map { (town, $0, size) }
    }
  }()

  private static let types = [
    "Street", "Road", "Lane", "Close", "Avenue", "Drive", "Court", "Place", "Terrace", "Crescent",
    "Gardens", "Way", "Drove", "Grove",
  ]
  /// Types with the forms that clerks shorten them to.
  static let shortTypes = [
    "Street": "St", "Road": "Rd", "Lane": "Ln", "Close": "Cl", "Avenue": "Ave", "Drive": "Dr",
    "Court": "Ct", "Place": "Pl", "Terrace": "Terr", "Crescent": "Cres", "Gardens": "Gdns",
    "Grove": "Gr",
  ]
  private static let towns = NameLists.words(
    """
    Aldermarsh Brackenholt Carrowby Dunsmere Eastfold Fennimore Garthwick Holmstead Ingleby-Fen \
    Jarrowmere Kettlefen Lodeham Marlingate Netherlode Outmarsh Pelhamby Quarrendyke Reedwick \
    Saltergate Thornlode Upperdyke Vennington Wickmere Yarrowfen Ashlode Birchmere Cotefen \
    Drovestead Elmlode Fordmarsh Gosfen Hathermere Islefold Knapdyke Limefen Morwick Northlode \
    Oxmere Pikefen Ruskmarsh
    """)
  private static let words = NameLists.words(
    """
    Sample Specimen Placeholder Fixture Example Pattern Mock Template Test Fiction Invention Dummy \
    Trial Makebelieve Notional Pretend Proxy Figment Model Replica Imaginary Fable Legend Riddle \
    Puzzle Cipher Parable Phantom Mirage Shadow Echo Mirror Copy Draft Sketch Outline Stencil Mould \
    Blank Token Counter Marker Symbol Emblem Signal Beacon Lantern Candle Ember Cinder Quartz Basalt \
    Marble Slate Flint Pebble Boulder Gravel Saffron Indigo Crimson Amber Cobalt Ochre Umber Sienna \
    Vermilion Scarlet Teal Lilac Willowherb Meadowsweet Sedge Bulrush Teasel Yarrow Tansy Sorrel \
    Comfrey Bryony Heron Bittern Lapwing Curlew Avocet Godwit Plover Dunlin Teal-Pond Wigeon \
    Compass Sextant Anchor Rudder Tiller Mainsail Halyard Capstan Bowsprit Keel
    """)
}
