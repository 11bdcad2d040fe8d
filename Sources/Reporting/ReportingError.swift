/// Why a product could not be made.
public enum ReportingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The release holds no chart for `position`.
  case noChart(position: String)
  /// The release has no position with this id.
  case noPosition(String)
  /// The release was not made to hold a chart of `kind`.
  case notAsked(kind: String)
  /// A file of `format` could not be made.
  case notWritten(format: String, reason: String)
  /// Graphviz crashed, hung, ran out of its limits or refused the chart of `position`.
  case chartNotDrawn(position: String, reason: String)

  public var description: String {
    switch self {
    case .noChart(let position):
      "position \(position): has no association chart in this release; choose a position nearer "
        + "the top of the review list or raise the number of charts"
    case .noPosition(let position):
      "position \(position): is not on the review list of this release; take an id from it"
    case .notAsked(let kind):
      "\(kind) chart: the release was made without it; ask for it when the case is assessed"
    case .notWritten(let format, let reason):
      "\(format): could not be written (\(reason)); export the network as graphml instead"
    case .chartNotDrawn(let position, let reason):
      "chart of \(position): could not be drawn (\(reason)); use its tables instead"
    }
  }

  /// What went wrong, without the place and the next step.
  public var cause: String {
    switch self {
    case .notWritten(_, let reason), .chartNotDrawn(_, let reason): reason
    case .noChart, .noPosition, .notAsked: description
    }
  }
}
