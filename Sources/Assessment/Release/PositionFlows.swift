public import Records

extension Position {
  /// A row of an imported file.
  public struct Row: Sendable, Hashable, Comparable {
    public let file: String
    /// The data row, from 1: it alone depends on how a file is sorted.
    public let row: Int

    package init(file: String, row: Int) {
      self.file = file
      self.row = row
    }

    public static func < (a: Row, b: Row) -> Bool { (a.file, a.row) < (b.file, b.row) }

    /// Such as `statements.csv 3, 9; transfers.csv 4`.
    public static func words(_ rows: [Row]) -> String {
      var files: [(name: String, rows: [Int])] = []
      for row in Set(rows).sorted() {
        if files.last?.name == row.file {
          files[files.count - 1].rows.append(row.row)
        } else {
          files.append((row.file, [row.row]))
        }
      }
      return files.map { file in
        "\(file.name) \(file.rows.map { "\($0)" }.joined(separator: ", "))"
      }.joined(separator: "; ")
    }
  }

  /// What went between an account of the position and a counterpart in one month.
  public struct Flow: Sendable, Equatable {
    public let account: EntityID
    public let label: String
    /// Whether it came into the account.
    public let isIncoming: Bool
    /// Withheld for all counterparts together that the victim shield withholds.
    public let counterpart: String
    public let counterpartID: EntityID?
    /// Such as `2026-07`.
    public let month: String
    /// Three letters, and the exact sum in hundredths.
    public let currency: String
    public let hundredths: Int64
    public let transfers: Int
    /// What states the transfers; none that name what is withheld.
    public let rows: [Row]

    package init(
      account: EntityID, label: String, isIncoming: Bool, counterpart: String,
      counterpartID: EntityID?, month: String, currency: String, hundredths: Int64, transfers: Int,
      rows: [Row]
    ) {
      self.account = account
      self.label = label
      self.isIncoming = isIncoming
      self.counterpart = counterpart
      self.counterpartID = counterpartID
      self.month = month
      self.currency = currency
      self.hundredths = hundredths
      self.transfers = transfers
      self.rows = rows
    }
  }

  /// A segment of a trafficking or labour chain that the evidence shows of the position in one force area.
  /// Presence and no score: what is not in the imported files is not here.
  public struct Segment: Sendable, Equatable {
    /// In the order of the chain.
    public enum Function: String, Sendable, CaseIterable {
      case recruitment, transport, accommodation
      case labour = "labour supply"
      case money

      /// Whether it brings people to where they are exploited, rather than exploits them there.
      public var isUpstream: Bool { self == .recruitment || self == .transport }
    }

    public let function: Function
    /// Nil where no row states a place.
    public let force: ForceArea?
    /// The links that show it, in words, such as `keeper`; by name.
    public let links: [String]
    /// The places, vehicles, companies and accounts concerned that may be shown, by label.
    public let things: [String]
    public let statements: Int
    public let first: Day?
    public let last: Day?
    public let rows: [Row]

    package init(
      function: Function, force: ForceArea?, links: [String], things: [String], statements: Int,
      first: Day?, last: Day?, rows: [Row]
    ) {
      self.function = function
      self.force = force
      self.links = links
      self.things = things
      self.statements = statements
      self.first = first
      self.last = last
      self.rows = rows
    }

    /// One sentence on which force areas the two sides of the chain lie in; nil where none has a place.
    public static func summary(of segments: [Segment]) -> String? {
      func areas(_ isUpstream: Bool) -> [ForceArea] {
        Set(segments.filter { $0.function.isUpstream == isUpstream }.compactMap(\.force)).sorted()
      }
      let (up, down) = (areas(true), areas(false))
      guard !up.isEmpty || !down.isEmpty else { return nil }
      func words(_ areas: [ForceArea], _ isUpstream: Bool) -> String {
        if !areas.isEmpty { return "in " + areas.map(\.name).joined(separator: ", ") }
        return segments.contains { $0.function.isUpstream == isUpstream }
          ? "in no stated place" : "not seen"
      }
      let all = Set(up + down)
      let border =
        all.count < 2
        ? "one force area"
        : Set(all.map(\.rocu)).count > 1
          ? "on several sides of force and regional borders" : "on several sides of force borders"
      return
        "Upstream (recruitment, transport) \(words(up, true)); downstream (accommodation, labour "
        + "supply, money) \(words(down, false)): \(border)."
    }
  }
}
