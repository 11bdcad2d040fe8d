import Foundation
import Linkage

/// `link-runs`: links the rows of files with the engine's one setting and holds the result against
/// the truth, which is read afterwards.
@main
enum Main {
  static let usage = """
    link-runs FILE... --truth COLUMN [--id COLUMN] [--source COLUMN] [--unique-sources]
              --feature NAME:TYPE=COLUMN[+COLUMN] ...

    Types: personName, date, sex, nationality, addressPart, place, phone, plate, account, document,
    organisationName, free. Prints one line of JSON.
    """

  static func main() {
    do {
      let request = try Request(Array(CommandLine.arguments.dropFirst()))
      print(try Run(request).report())
    } catch {
      FileHandle.standardError.write(Data("link-runs: \(error)\n\(usage)\n".utf8))
      exit(1)
    }
  }
}

struct Problem: Error, CustomStringConvertible {
  let description: String
}

/// What the command line asks for.
struct Request {
  var files: [String] = []
  var features: [(name: String, type: FeatureType, columns: [String])] = []
  var truth = ""
  var id: String?
  var source: String?
  var sourcesAreUnique = false

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let word = rest.popFirst() {
      switch word {
      case "--truth": truth = rest.popFirst() ?? ""
      case "--id": id = rest.popFirst()
      case "--source": source = rest.popFirst()
      case "--unique-sources": sourcesAreUnique = true
      case "--feature": features.append(try Self.feature(rest.popFirst() ?? ""))
      default: files.append(word)
      }
    }
    guard !files.isEmpty, !truth.isEmpty, !features.isEmpty else {
      throw Problem(description: "files, --truth and --feature are needed")
    }
  }

  private static let types: [String: FeatureType] = [
    "personName": .personName, "date": .date, "sex": .sex, "nationality": .nationality,
    "addressPart": .addressPart, "place": .place, "phone": .phone, "plate": .plate,
    "account": .account, "document": .document, "organisationName": .organisationName,
    "free": .free,
  ]

  private static func feature(
    _ text: String
  ) throws -> (name: String, type: FeatureType, columns: [String]) {
    let sides = text.split(separator: "=").map(String.init)
    let words = (sides.first ?? "").split(separator: ":").map(String.init)
    guard sides.count == 2, words.count == 2, let type = types[words[1]] else {
      throw Problem(description: "feature \(text): give NAME:TYPE=COLUMN[+COLUMN]")
    }
    return (words[0], type, sides[1].split(separator: "+").map(String.init))
  }
}
