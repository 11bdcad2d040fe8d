/// Why a position stands where it stands, down to rows of source files.
public struct Explanation: Sendable, Equatable {
  /// One row of an imported file and what it says.
  public struct Row: Sendable, Equatable {
    public let file: String
    /// The data row, from 1.
    public let row: Int
    /// Such as `Ada Alpha: driver of QZ10 GCH, 1 July 2026`.
    public let words: String

    package init(file: String, row: Int, words: String) {
      self.file = file
      self.row = row
      self.words = words
    }
  }

  /// One report, register or crime record, what it is worth and what it says.
  public struct Item: Sendable, Equatable {
    /// Such as `report CI/26/2643023 of CAMBS-INTEL, graded 2B`.
    public let source: String
    /// In thousandths of a fully reliable, fresh and corroborated report; nil where it gives no such
    /// points.
    public let worth: Int?
    /// Numbers of reports in other systems that say the same and were not counted.
    public let copies: [String]
    public let rows: [Row]
    /// Rows that name people under the victim shield, counted and not shown.
    public let withheld: ShieldedCount

    package init(
      source: String, worth: Int?, copies: [String], rows: [Row], withheld: ShieldedCount
    ) {
      self.source = source
      self.worth = worth
      self.copies = copies
      self.rows = rows
      self.withheld = withheld
    }
  }

  public let position: String
  /// What the members were named by, heaviest first, ties by source.
  public let intelligence: [Item]
  /// What else links members to each other and to what they control or share, by register.
  public let registers: [Item]
  /// How the records of each member were joined: one line for each member with more than one.
  public let merges: [String]

  package init(position: String, intelligence: [Item], registers: [Item], merges: [String]) {
    self.position = position
    self.intelligence = intelligence
    self.registers = registers
    self.merges = merges
  }
}
