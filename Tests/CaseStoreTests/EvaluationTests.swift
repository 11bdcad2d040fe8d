import Linkage
import Records
import Testing

@testable import CaseStore

@Suite("The linking of a case against labels") struct EvaluationTests {
  private let columns = (record: "record", label: "entity")

  /// Four people: a and b are joined by a number, c and d by a decision.
  private func session(_ scratch: Scratch) throws -> CaseSession {
    let session = try World.session(
      scratch,
      [
        World.people(
          "a.csv",
          [("S/n/a", "QQ123456A"), ("S/n/b", "QQ123456A"), ("S/n/c", nil), ("S/n/d", nil)])
      ])
    _ = try session.decide(("S/n/c", "S/n/d"), .same, analyst: "A", reason: "seen")
    return session
  }

  @Test("Pairs and B-cubed are counted by hand, and each difference is listed with its reason")
  func measures() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    let labels = try scratch.write(
      "x,entity,record\n,1,S/n/a\n,1,S/n/b\n,1,S/n/c\n,2,S/n/d\n,2,S/n/gone\n", to: "labels.csv")
    let evaluation = try session.evaluate(labels: labels, columns: columns)
    #expect(evaluation.records == 4)
    #expect(evaluation.unknown == 1)
    #expect(evaluation.entities == 2)
    #expect(evaluation.labels == 2)
    // Joined: ab, cd. True: ab, ac, bc.
    #expect(evaluation.quality.pairs.precision == 1 / 2.0)
    #expect(evaluation.quality.pairs.recall == 1 / 3.0)
    // a and b: both of their entity are theirs, two of three found; c: half, one of three; d: half, all.
    #expect(evaluation.quality.bCubed.precision == 3 / 4.0)
    #expect(abs(evaluation.quality.bCubed.recall - (2 / 3.0 + 2 / 3.0 + 1 / 3.0 + 1) / 4) < 1e-12)
    #expect(
      evaluation.wronglyJoined == [
        .init(first: "S/n/c", second: "S/n/d", reasons: ["judged the same by A: seen"])
      ])
    #expect(evaluation.missed == [.init(first: "S/n/a", second: "S/n/c", reasons: [])])
    #expect(try session.log().last?.operation == .consultation)
  }

  @Test("The probabilities of pairs with two labels are held against the labels, in bins")
  func calibration() throws {
    let scratch = try Scratch()
    let people = (0..<160).flatMap(Self.twice)
    let rows = people.enumerated().map { place, record in
      RowFacts(row: place + 1, content: Array("\(place)".utf8), records: [record])
    }
    let session = try World.session(scratch, [World.file("a.csv", rows, system: "S")])
    // Every fourth person has no label.
    let labelled = (0..<160).filter { $0 % 4 != 0 }
    let labels = try scratch.write(
      "record,entity\n"
        + labelled.map { "A/nominal/\($0),\($0)\nB/nominal/\($0),\($0)\n" }.joined(),
      to: "labels.csv")
    let evaluation = try session.evaluate(labels: labels, columns: columns, workers: 1)
    let records = try session.evidence().records
    let person = records.map { Int($0.key.split(separator: "/").last ?? "") ?? 0 }
    let weighed = Linker.weighedPairs(of: try session.evidence()).filter {
      person[$0.first] % 4 != 0 && person[$0.second] % 4 != 0
    }
    #expect(!weighed.isEmpty)
    #expect(evaluation.calibration.reduce(0) { $0 + $1.pairs } == weighed.count)
    for bin in evaluation.calibration where bin.pairs > 0 {
      let inside = weighed.filter {
        $0.probability >= bin.low && ($0.probability < bin.high || bin.high == 1)
      }
      #expect(bin.pairs == inside.count)
      let right = inside.count { person[$0.first] == person[$0.second] }
      #expect(abs(bin.observed - Double(right) / Double(inside.count)) < 1e-9)
      let sum = inside.reduce(0) { $0 + $1.probability }
      #expect(abs(bin.stated - sum / Double(inside.count)) < 1e-9)
    }
  }

  /// A person in two systems, in one of which the name of every second is misspelt.
  private static func twice(_ person: Int) -> [SourceRecord] {
    let given = ["Ada", "Bruno", "Cosima", "Dorothea", "Emilian", "Felicia", "Gustav"][person % 7]
    let family = [
      "Almond", "Birchwood", "Cedarly", "Dogwoodson", "Elderfield", "Firbank", "Gorseman",
      "Hazelby", "Ivyhouse", "Juniperton", "Larchmont",
    ][person % 11]
    let born = "19\(60 + person % 37)-0\(1 + person % 9)-\(10 + person % 19)"
    let slip = person % 2 == 0 ? family : String(family.dropLast())
    return [("A", "\(given) \(family)"), ("B", "\(given) \(slip)")].map { system, name in
      SourceRecord(
        key: "\(system)/nominal/\(person)", kind: .nominal, system: system,
        features: [
          Feature(name: .dateOfBirth, raw: born, value: born),
          Feature(name: .name, raw: name, value: PersonName.normalise(name)),
        ])
    }
  }

  @Test("A file that cannot be used is one error that names the row")
  func refused() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    func refusal(_ text: String) throws -> String {
      let file = try scratch.write(text, to: "labels.csv")
      do {
        _ = try session.evaluate(labels: file, columns: columns)
        return "accepted"
      } catch {
        return "\(error)"
      }
    }
    #expect(try refusal("record,entity\nS/n/a,1\nS/n/a,2\n").contains("row 2: 'S/n/a' has another"))
    #expect(try refusal("record,entity\nS/n/a,\n").contains("row 1: column 'entity' is empty"))
    #expect(try refusal("record,entity\n,1\n").contains("row 1: column 'record' is empty"))
    #expect(try refusal("record,person\nS/n/a,1\n").contains("no column 'entity'"))
    #expect(try refusal("record,entity\na,1\n").contains("no label is of a record of the case"))
    #expect(try refusal("record,entity\n").contains("labels.csv: no row below the header"))
    #expect(try refusal("record,entity\nS/n/a,1\nS/n/a,1\n") == "accepted")
  }
}
