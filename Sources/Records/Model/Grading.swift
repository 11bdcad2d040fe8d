/// The 3x5x2 grade of an intelligence report. A legacy 5x5x5 grade is kept as it came and never
/// converted in silence.
public struct Grading: Sendable, Hashable {
  /// How reliable the source is.
  public enum Source: Int, Sendable, CaseIterable { case reliable = 1, untested, notReliable }

  /// How well the information is known.
  public enum Assessment: String, Sendable, CaseIterable {
    /// Known directly to the source.
    case a = "A"
    /// Known indirectly but corroborated.
    case b = "B"
    /// Known indirectly.
    case c = "C"
    /// Not known.
    case d = "D"
    /// Suspected to be false.
    case e = "E"
  }

  /// Whether lawful sharing is permitted outright (P) or with conditions (C).
  public enum Handling: String, Sendable, CaseIterable, Comparable {
    case permitted = "P"
    case conditions = "C"

    public static func < (a: Handling, b: Handling) -> Bool { a == .permitted && b == .conditions }
  }

  /// Nil in a legacy grade, whose letters mean other things.
  public let source: Source?
  public let assessment: Assessment?
  public let handling: Handling?
  /// The text as it came, such as `1A P` or `B24` or `E43`.
  public let original: String

  public init(source: Source?, assessment: Assessment?, handling: Handling?, original: String) {
    self.source = source
    self.assessment = assessment
    self.handling = handling
    self.original = original
  }

  /// Source and assessment as printed on a chart, such as `2C`; a legacy grade as it came.
  public var text: String {
    guard let source, let assessment else { return original }
    return "\(source.rawValue)\(assessment.rawValue)"
  }
}

/// How a link may be drawn and counted, from the grades behind it.
public enum Standing: Int, Sendable, Comparable, CaseIterable {
  /// Assessment D or E, or a source that is not reliable.
  case tentative
  /// 1C, 2C and legacy grades.
  case unconfirmed
  /// 1A, 2A, 1B, 2B, or record evidence.
  case confirmed

  public static func < (a: Standing, b: Standing) -> Bool { a.rawValue < b.rawValue }

  /// The standing of a single statement with `grading`; nil means record evidence.
  public init(_ grading: Grading?) {
    guard let grading else {
      self = .confirmed
      return
    }
    guard let source = grading.source, let assessment = grading.assessment else {
      self = .unconfirmed
      return
    }
    switch (source, assessment) {
    case (.notReliable, _), (_, .d), (_, .e): self = .tentative
    case (_, .a), (_, .b): self = .confirmed
    case (_, .c): self = .unconfirmed
    }
  }
}

/// One intelligence report. There is no field for the identity of a source, and none may be added.
public struct SourceReport: Sendable, Equatable {
  /// `SYSTEM/reference`, unique in a case.
  public let key: String
  /// The report's own number (URN).
  public let reference: String
  public let system: String
  public let grading: Grading?
  public let entered: Day?
  /// The crime identifier code, as it came; nil where the column was empty.
  public let crimeCode: String?

  public init(
    key: String, reference: String, system: String, grading: Grading?, entered: Day?,
    crimeCode: String?
  ) {
    self.key = key
    self.reference = reference
    self.system = system
    self.grading = grading
    self.entered = entered
    self.crimeCode = crimeCode
  }
}
