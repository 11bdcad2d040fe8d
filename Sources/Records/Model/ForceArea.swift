/// A territorial police force area of England or Wales, by its ONS code, and the regional organised
/// crime unit (ROCU) that serves it.
///
/// > Source: ONS police force area codes, vintage PFA23; ROCU membership as in the units' own
/// > publications, unverified for WM, NE, London, Gwent, South Wales and North Wales.
public struct ForceArea: Sendable, Hashable, Comparable {
  public let code: String
  public let name: String
  public let rocu: String

  /// Returns the force area with `code`, or nil for an unknown one.
  public init?(code: String) {
    guard let found = ForceArea.byCode[code] else { return nil }
    self = found
  }

  private init(_ code: String, _ name: String, _ rocu: String) {
    self.code = code
    self.name = name
    self.rocu = rocu
  }

  public static func < (a: ForceArea, b: ForceArea) -> Bool { a.code < b.code }

  /// All 43, by code.
  public static let all: [ForceArea] = [
    ForceArea("E23000001", "Metropolitan", "London"),
    ForceArea("E23000002", "Cumbria", "NW"),
    ForceArea("E23000003", "Lancashire", "NW"),
    ForceArea("E23000004", "Merseyside", "NW"),
    ForceArea("E23000005", "Greater Manchester", "NW"),
    ForceArea("E23000006", "Cheshire", "NW"),
    ForceArea("E23000007", "Northumbria", "NE"),
    ForceArea("E23000008", "Durham", "NE"),
    ForceArea("E23000009", "North Yorkshire", "YH"),
    ForceArea("E23000010", "West Yorkshire", "YH"),
    ForceArea("E23000011", "South Yorkshire", "YH"),
    ForceArea("E23000012", "Humberside", "YH"),
    ForceArea("E23000013", "Cleveland", "NE"),
    ForceArea("E23000014", "West Midlands", "WM"),
    ForceArea("E23000015", "Staffordshire", "WM"),
    ForceArea("E23000016", "West Mercia", "WM"),
    ForceArea("E23000017", "Warwickshire", "WM"),
    ForceArea("E23000018", "Derbyshire", "EMSOU"),
    ForceArea("E23000019", "Nottinghamshire", "EMSOU"),
    ForceArea("E23000020", "Lincolnshire", "EMSOU"),
    ForceArea("E23000021", "Leicestershire", "EMSOU"),
    ForceArea("E23000022", "Northamptonshire", "EMSOU"),
    ForceArea("E23000023", "Cambridgeshire", "ERSOU"),
    ForceArea("E23000024", "Norfolk", "ERSOU"),
    ForceArea("E23000025", "Suffolk", "ERSOU"),
    ForceArea("E23000026", "Bedfordshire", "ERSOU"),
    ForceArea("E23000027", "Hertfordshire", "ERSOU"),
    ForceArea("E23000028", "Essex", "ERSOU"),
    ForceArea("E23000029", "Thames Valley", "SE"),
    ForceArea("E23000030", "Hampshire", "SE"),
    ForceArea("E23000031", "Surrey", "SE"),
    ForceArea("E23000032", "Kent", "ERSOU"),
    ForceArea("E23000033", "Sussex", "SE"),
    ForceArea("E23000034", "City of London", "London"),
    ForceArea("E23000035", "Devon and Cornwall", "SW"),
    ForceArea("E23000036", "Avon and Somerset", "SW"),
    ForceArea("E23000037", "Gloucestershire", "SW"),
    ForceArea("E23000038", "Wiltshire", "SW"),
    ForceArea("E23000039", "Dorset", "SW"),
    ForceArea("W15000001", "North Wales", "NW"),
    ForceArea("W15000002", "Gwent", "Tarian"),
    ForceArea("W15000003", "South Wales", "Tarian"),
    ForceArea("W15000004", "Dyfed-Powys", "Tarian"),
  ]

  private static let byCode = Dictionary(
    all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
}
