/// A place on the earth in whole microdegrees (WGS 84), so that equal places have equal bytes.
public struct Coordinates: Sendable, Hashable {
  /// Positive to the north, from -90,000,000 to 90,000,000.
  public let latitude: Int
  /// Positive to the east, from -180,000,000 to 180,000,000.
  public let longitude: Int

  /// Reads latitude and longitude in decimal degrees, in that order, between them a comma, a semicolon or
  /// spaces: `53.530988, -2.61741`.
  ///
  /// Nil for anything else, for what lies beyond the poles or the date line, and for `0, 0`, which
  /// systems write where they know no place. Eastings and northings are not read.
  public init?(_ text: String) {
    let parts = text.utf8.split { [0x20, 0x09, 0x2C, 0x3B].contains($0) }
    guard parts.count == 2, let latitude = Self.microdegrees(parts[0], most: 90),
      let longitude = Self.microdegrees(parts[1], most: 180), latitude != 0 || longitude != 0
    else { return nil }
    self.latitude = latitude
    self.longitude = longitude
  }

  private static func microdegrees(_ field: some Collection<UInt8>, most: Double) -> Int? {
    guard let degrees = DecimalNumber.parse(field), abs(degrees) <= most else { return nil }
    return Int((degrees * 1_000_000).rounded())
  }

  /// Such as `53.530988, -2.61741`.
  public var text: String { "\(Self.degrees(latitude)), \(Self.degrees(longitude))" }

  /// Decimal degrees without needless zeros, such as `-2.61741`.
  public static func degrees(_ microdegrees: Int) -> String {
    let digits = String(microdegrees.magnitude)
    let padded = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    var fraction = padded.suffix(6)
    while fraction.last == "0" { fraction.removeLast() }
    let whole = (microdegrees < 0 ? "-" : "") + padded.dropLast(6)
    return fraction.isEmpty ? whole : "\(whole).\(fraction)"
  }
}
