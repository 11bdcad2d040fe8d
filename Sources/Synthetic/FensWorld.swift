import Foundation
internal import GraphCore

/// The synthetic Fens: a planted world, written as the exports of the record systems of three
/// forces, councils, registers and firms, with the mappings that read them and the truth that none
/// reads.
///
/// Three OCGs, their broker, decoys and shielded workers are the same at every scale; ordinary
/// people, homes, vehicles, calls, payments and reports grow around them. All identifiers are
/// test-safe: nobody holds them.
///
///     try FensWorld(scale: .small, seed: 1).write(to: "fens")
///
/// - Complexity: O(rows) time; memory does not grow with the scale.
/// - Note: Equal seed, scale and generator version give equal bytes.
public struct FensWorld: Sendable {
  /// How many rows the files have together, within 1 in 100.
  public struct Scale: Sendable, Hashable, CustomStringConvertible {
    public let rows: Int

    public static let small = Scale(rows: 5_000)
    public static let rows100k = Scale(rows: 100_000)
    public static let rows650k = Scale(rows: 650_000)
    public static let rows10m = Scale(rows: 10_000_000)

    private init(rows: Int) { self.rows = rows }

    /// Reads `small`, `100k`, `650k`, `10m`, or a whole number from 5,000 to 15,000,000; nil for
    /// anything else.
    public init?(_ text: String) {
      switch text.lowercased() {
      case "small": self = .small
      case "100k": self = .rows100k
      case "650k": self = .rows650k
      case "10m": self = .rows10m
      default:
        guard let rows = Int(text), (5_000...15_000_000).contains(rows) else { return nil }
        self.init(rows: rows)
      }
    }

    public var description: String { "\(rows) rows" }
  }

  /// One file that was written.
  public struct File: Sendable, Equatable {
    /// Relative to the world's folder, such as `data/residence.csv`.
    public let path: String
    /// Data rows, without the header.
    public let rows: Int
  }

  /// Goes up whenever equal seeds stop giving equal bytes.
  public static let generatorVersion = 2

  public let scale: Scale
  public let seed: UInt64

  public init(scale: Scale, seed: UInt64) {
    self.scale = scale
    self.seed = seed
  }

  /// Writes `data/*.csv`, `mappings/*.json5`, `codelists/*.csv` and `truth/*` below `directory`,
  /// which is made where it does not exist; files of those names are replaced.
  ///
  /// - Parameter progress: Called after each file.
  /// - Returns: The files of `data`, in the order of writing.
  @discardableResult
  public func write(
    to directory: String, progress: (File) -> Void = { _ in }
  ) throws(SyntheticError) -> [File] {
    for folder in ["data", "mappings", "codelists", "truth"] {
      let path = directory + "/" + folder
      do {
        try FileManager.default.createDirectory(
          atPath: path, withIntermediateDirectories: true)
      } catch {
        throw .folderNotMade(path: path, reason: error.localizedDescription)
      }
    }
    var writer = try FensWriter(self, directory: directory)
    try writer.writeIntelligence(progress)
    try writer.writeHousing(progress)
    try writer.writeLabour(progress)
    try writer.writeVehicles(progress)
    try writer.writeCommunications(progress)
    try writer.writeMoney(progress)
    try writer.writeReferrals(progress)
    try writer.writeMasterList(progress)
    try writer.writeTruth()
    for (name, text) in FensMapping.all {
      try Self.write(text, to: "\(directory)/mappings/\(name).json5")
    }
    try Self.write(FensMapping.crimeIdentifiers, to: "\(directory)/codelists/crime-identifiers.csv")
    return writer.files
  }

  static func write(_ text: String, to path: String) throws(SyntheticError) {
    do { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) } catch {
      throw .notWritten(path: path, reason: error.localizedDescription)
    }
  }
}
