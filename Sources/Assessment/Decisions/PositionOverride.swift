/// That a named analyst reads a position otherwise than it was computed. The computed rank and points
/// stay as they are: products show the two beside each other.
public struct PositionOverride: Sendable, Hashable, Codable {
  /// The id of the position.
  public let position: String
  public let analyst: String
  /// How it is to be read, and why.
  public let words: String
  /// Universal time, such as `2026-07-01T09:30:00Z`. The latest on a position holds.
  public let time: String

  public init(position: String, analyst: String, words: String, time: String) {
    self.position = position
    self.analyst = analyst
    self.words = words
    self.time = time
  }

  /// What is wrong with it; nil where nothing is.
  package var problem: String? {
    [position, analyst, words, time].contains("")
      ? "position, analyst, words and time must be stated" : nil
  }
}
