import Foundation
import Records

/// The crime identifier codes that reports may bear, as a force supplies them: no public list of them
/// exists, so none is built in.
public struct CrimeCodeList: Sendable, Equatable {
  /// The file's name, as products show it.
  public let name: String
  /// Without doubles, ascending.
  public let codes: [String]

  public init(name: String, codes: some Sequence<String>) {
    self.name = name
    self.codes = Set(codes).sorted()
  }

  /// Reads a CSV file with a column `code`; other columns are not read.
  ///
  /// - Throws: `AssessmentError.codesUnreadable` naming the file, the row and what to do.
  public static func load(_ path: String) throws(AssessmentError) -> CrimeCodeList {
    do {
      var reader = try CSVReader.open(path)
      guard let column = reader.header.firstIndex(where: { $0.lowercased() == "code" }) else {
        throw AssessmentError.codesUnreadable(
          file: path,
          problem: "no column code among \(reader.header.joined(separator: ", "))")
      }
      var codes: [String] = []
      while try reader.next() {
        guard reader.row.defect == nil, !reader.row.isBlank(column) else {
          throw AssessmentError.codesUnreadable(
            file: path, problem: "row \(reader.row.number), column code: no code that can be read")
        }
        codes.append(reader.row[column])
      }
      guard !codes.isEmpty else {
        throw AssessmentError.codesUnreadable(file: path, problem: "it lists no code")
      }
      return CrimeCodeList(name: URL(fileURLWithPath: path).lastPathComponent, codes: codes)
    } catch let error as AssessmentError {
      throw error
    } catch {
      throw .codesUnreadable(file: path, problem: "\(error)")
    }
  }

  /// Whether `code` is one of them, letter for letter.
  func contains(_ code: String) -> Bool {
    var (low, high) = (0, codes.count)
    while low < high {
      let middle = (low + high) / 2
      if codes[middle] < code { low = middle + 1 } else { high = middle }
    }
    return low < codes.count && codes[low] == code
  }
}
