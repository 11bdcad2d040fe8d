/// A protective marking of the Government Security Classifications that this engine may hold.
///
/// A product carries the highest marking of its parts; nothing is ever downgraded by itself.
public enum Marking: String, Sendable, CaseIterable, Codable, Comparable {
  case official = "OFFICIAL"
  case officialSensitive = "OFFICIAL-SENSITIVE"

  public static func < (a: Marking, b: Marking) -> Bool {
    a == .official && b == .officialSensitive
  }
}
