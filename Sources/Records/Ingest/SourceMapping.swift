/// How the files of one record system become records and assertions: a JSON5 document that an
/// analyst can read and change.
///
///     {
///       profile: "cambridgeshire-intelligence", version: 1,
///       system: "CAMBS-INTEL", force: "E23000023",
///       files: [{
///         match: "cambridgeshire-intelligence*.csv",
///         dateFormats: ["dd/MM/yyyy"],
///         report: { reference: "LOG_NO", grade: "GRADE", entered: "DATE_IN", crimeCode: "CODE" },
///         entities: {
///           nominal: { kind: "nominal", id: "NOMINAL_ID",
///                      features: { name: { columns: ["SURNAME", "FORENAME"], join: ", " },
///                                  dateOfBirth: "DOB" } },
///           vehicle: { kind: "vehicle", id: "VRM", features: { registration: "VRM" } },
///         },
///         links: [{ from: "nominal", to: "vehicle", type: "driver",
///                   role: { column: "ROLE", codes: { S: "suspect", V: "potentialVictim" } },
///                   on: "EVENT_DATE" }],
///       }],
///     }
///
/// Unknown members are refused, so that a misspelt name cannot silently drop a column.
public struct SourceMapping: Codable, Sendable, Equatable {
  public var profile: String
  public var version: Int
  /// The record system the rows come from; part of every record key.
  public var system: String
  /// ONS code of the force area that addresses and events of this system lie in where a row does not
  /// say so itself.
  public var force: String?
  /// `OFFICIAL-SENSITIVE` where absent.
  public var marking: Marking?
  public var note: String?
  /// The reference of the agreement under which the system's owner shares the rows; nil for none.
  public var agreement: String?
  public var files: [FileMapping]
}

/// How one kind of file of a system is read.
public struct FileMapping: Codable, Sendable, Equatable {
  /// A glob over the file's name (`*` and `?`), matched without regard to case.
  public var match: String
  /// `utf-8` (where absent), `latin-1` or `windows-1252`.
  public var encoding: String?
  /// One ASCII character; a comma where absent.
  public var delimiter: String?
  /// The names of the columns of a file without a header line.
  public var columns: [String]?
  /// Formats tried in turn for every date of the file, in Unicode pattern letters: `dd/MM/yyyy`,
  /// `yyyy-MM-dd`, `d MMM yyyy`, `MMM d, yyyy`, `dd.MM.yyyy`, `yyyyMMdd`, `dd-MMM-yy`, `yyyy-MM` (the
  /// first of the month), and any of these with ` HH:mm` or ` HH:mm:ss` behind; ISO 8601 where absent.
  public var dateFormats: [String]?
  /// Whether nobody who gave the rows may be told by them. Columns that the mapping does not read are then
  /// refused, and so are columns named like a name, an address or a means of contact, whatever reads them;
  /// the mapping can describe no nominal, address, telephone, mail or account. What free text says no
  /// schema can see. False where absent.
  public var anonymous: Bool?
  /// Rows must meet all of these; others are set aside and counted as excluded.
  public var keep: [RowFilter]?
  public var report: ReportMapping?
  /// By a name that `links` and `subject` use.
  public var entities: [String: EntityMapping]?
  public var links: [LinkMapping]?
  public var subject: SubjectMapping?
  public var disruption: DisruptionMapping?
}

/// A condition on one column. Exactly one of `equals`, `notEquals` and `present` is given.
public struct RowFilter: Codable, Sendable, Equatable {
  public var column: String
  public var equals: [String]?
  public var notEquals: [String]?
  public var present: Bool?
}

/// Where a value comes from.
///
/// Written as a string it is a column's name, or a constant if it begins with `=`
/// (`role: "=suspect"`). Written as an object it has `column`, or `columns` with `join`, and may
/// have `codes` (from the source's code to ours; `"*"` stands for any other code), `default`
/// (where the column is empty) and `unguard` (true takes away the apostrophe that our own CSV files have
/// before a text which a spreadsheet would calculate).
public struct ValueMapping: Codable, Sendable, Equatable {
  public var columns: [String]
  public var join: String
  public var constant: String?
  public var codes: [String: String]?
  public var defaultValue: String?
  public var unguard: Bool

  public init(
    columns: [String] = [], join: String = " ", constant: String? = nil,
    codes: [String: String]? = nil, defaultValue: String? = nil, unguard: Bool = false
  ) {
    self.columns = columns
    self.join = join
    self.constant = constant
    self.codes = codes
    self.defaultValue = defaultValue
    self.unguard = unguard
  }
}

/// A record that rows of the file describe or refer to. A row in which every value of the entity is
/// empty names no such record, and its links are left out.
public struct EntityMapping: Codable, Sendable, Equatable {
  /// Absent for a mere reference to a record that another file describes.
  public var kind: Entity.Kind?
  /// The id space of `id`; the kind's name where absent. Files that number all kinds in one sequence
  /// share a space.
  public var space: String?
  /// The system's own id. Where absent, the record is known by its content alone.
  public var id: ValueMapping?
  public var features: [String: ValueMapping]?
  /// Whether a row without this record is rejected.
  public var required: Bool?
  /// A row names the record only where it meets all of these.
  public var when: [RowFilter]?
}

/// A link that each row states between two of its records.
public struct LinkMapping: Codable, Sendable, Equatable {
  public var from: String
  public var to: String
  /// A `LinkType` name.
  public var type: LinkType?
  /// Or where the name comes from.
  public var typeFrom: ValueMapping?
  public var role: ValueMapping?
  /// First and last day (inclusive), or the single day.
  public var start: ValueMapping?
  public var end: ValueMapping?
  public var on: ValueMapping?
  /// What went from one account to the other; only for the type `transferred`.
  public var amount: AmountMapping?
}

/// The amount of a transfer, exactly as the source states it. A row without an amount, or without the day
/// that the link's `on` names, is rejected: flows of money are told by amount and day.
///
///     links: [{ from: "payer", to: "payee", type: "transferred", on: "BOOKED",
///               amount: { value: "AMOUNT", unit: "whole", currency: "=GBP" } }]
public struct AmountMapping: Codable, Sendable, Equatable {
  public var value: ValueMapping
  /// How the source writes it: see `Money.Unit`. There is none by default: pence taken for pounds would
  /// be a hundred times too much.
  public var unit: Money.Unit
  /// Three capital letters, such as `=GBP` for all rows or a column with `codes`.
  public var currency: ValueMapping
}

/// The intelligence report a row comes from.
public struct ReportMapping: Codable, Sendable, Equatable {
  public var reference: ValueMapping
  /// The whole grade in one column (`1AP`, `2 C C`, `E41`) ...
  public var grade: ValueMapping?
  /// ... or its parts.
  public var source: ValueMapping?
  public var assessment: ValueMapping?
  public var handling: ValueMapping?
  /// `3x5x2` or `5x5x5`; where absent each grade's form tells which it is.
  public var scheme: String?
  public var entered: ValueMapping?
  public var crimeCode: ValueMapping?
  /// A row comes from a report only where it meets all of these, and from a register otherwise.
  public var when: [RowFilter]?
}

/// A row of the master list: the subject itself where `title` is given, and a member where `member`
/// names an entity of the row.
public struct SubjectMapping: Codable, Sendable, Equatable {
  public var id: ValueMapping
  public var kind: ValueMapping?
  public var title: ValueMapping?
  public var status: ValueMapping?
  public var owner: ValueMapping?
  public var lastAssessed: ValueMapping?
  public var due: ValueMapping?
  public var member: String?
}

/// A row of the disruption register.
public struct DisruptionMapping: Codable, Sendable, Equatable {
  public var subject: ValueMapping
  public var day: ValueMapping
  public var level: ValueMapping
  public var judge: ValueMapping
  public var note: ValueMapping?
}
