/// Something that is not known and, once known, would change a rank or a verdict: a question to collect
/// for, with its effect worked out.
public struct CollectionGap: Sendable, Equatable {
  /// What one would need to learn, such as `whether report L-2041 (2D) is borne out`.
  public let question: String
  /// What it would do, such as `rank 7 to 4`.
  public let effect: String
  /// By how many places the position would move; below 0 for down.
  public let places: Int
  /// By how many thousandths of a point it would change.
  public let points: Int
  /// Whether it would be unsupported no longer, or would become so.
  public let changesVerdict: Bool

  package init(
    question: String, effect: String, places: Int, points: Int, changesVerdict: Bool
  ) {
    self.question = question
    self.effect = effect
    self.places = places
    self.points = points
    self.changesVerdict = changesVerdict
  }
}
