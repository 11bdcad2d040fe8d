import Foundation
import Linkage
import Synthetic

/// `link-runs`: links the rows of files with the engine's one setting and holds the result against
/// the truth, which is read afterwards; or writes a population to do that with.
@main
enum Main {
  static let usage = """
    link-runs FILE... --truth COLUMN [--id COLUMN] [--source COLUMN] [--unique-sources]
              [--join PROBABILITY] [--workers N] [--later N] --feature NAME:TYPE=COLUMN[+COLUMN] ...
    link-runs population RECORDS --seed N --output FILE

    Types: \(FeatureType.allCases.map(\.rawValue).joined(separator: ", ")).
    The first form prints one line of JSON. With --later so many rows are held back, looked up in an
    index of the others and then added to it.
    """

  static func main() {
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      if arguments.first == "population" {
        try writePopulation(arguments.dropFirst())
      } else {
        print(try Run(Request(arguments)).report())
      }
    } catch {
      FileHandle.standardError.write(Data("link-runs: \(error)\n\(usage)\n".utf8))
      exit(1)
    }
  }

  private static func writePopulation(_ arguments: ArraySlice<String>) throws {
    var (rest, seed, output) = (arguments, UInt64(1), "")
    let count = rest.popFirst().flatMap { Int($0) } ?? 0
    while let word = rest.popFirst() {
      switch word {
      case "--seed": seed = rest.popFirst().flatMap { UInt64($0) } ?? 1
      case "--output": output = rest.popFirst() ?? ""
      default: throw Problem(description: "population: \(word) is no option")
      }
    }
    guard !output.isEmpty, let population = LinkagePopulation(recordCount: count, seed: seed) else {
      throw Problem(description: "population: a number of records and --output are needed")
    }
    try population.write(to: output)
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
  var settings = MatchSettings()
  var later = 0

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let word = rest.popFirst() {
      switch word {
      case "--truth": truth = rest.popFirst() ?? ""
      case "--id": id = rest.popFirst()
      case "--source": source = rest.popFirst()
      case "--unique-sources": settings.sourcesAreUnique = true
      case "--join": settings.joinProbability = try Self.probability(rest.popFirst() ?? "")
      case "--workers": settings.workers = rest.popFirst().flatMap { Int($0) } ?? 0
      case "--later": later = rest.popFirst().flatMap { Int($0) } ?? 0
      case "--feature": features.append(try Self.feature(rest.popFirst() ?? ""))
      default: files.append(word)
      }
    }
    guard !files.isEmpty, !truth.isEmpty, !features.isEmpty else {
      throw Problem(description: "files, --truth and --feature are needed")
    }
  }

  private static func probability(_ text: String) throws -> Double {
    guard let probability = Double(text), probability > 0, probability < 1 else {
      throw Problem(description: "--join \(text): give a probability between 0 and 1")
    }
    return probability
  }

  private static func feature(
    _ text: String
  ) throws -> (name: String, type: FeatureType, columns: [String]) {
    let sides = text.split(separator: "=").map(String.init)
    let words = (sides.first ?? "").split(separator: ":").map(String.init)
    guard sides.count == 2, words.count == 2, let type = FeatureType(rawValue: words[1])
    else {
      throw Problem(description: "feature \(text): give NAME:TYPE=COLUMN[+COLUMN]")
    }
    return (words[0], type, sides[1].split(separator: "+").map(String.init))
  }
}
