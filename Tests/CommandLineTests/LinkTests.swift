import Foundation
import Support
import Testing

@Suite struct LinkTests {
  private let first = "SMALL/nominal/1"
  private let second = "SMALL/nominal/2"

  private func decide(_ path: String, _ verdict: String) throws -> Run {
    try Binary.run(
      "link", "decide", path, first, second, verdict, "--by", "DC Sample", "--reason", "seen")
  }

  private func entities(_ path: String) throws -> Int? {
    try Binary.run("link", path, "--json").json()["entities"] as? Int
  }

  @Test("Linking tells merges by reason, what probability could not do, and the queue")
  func summary() throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder)
    let run = try Binary.run("link", path)
    #expect(run.status == 0, "\(run.complaint)")
    #expect(run.text.contains("Reason for the merge"))
    #expect(run.text.contains("needed to fit a model"))
    #expect(run.text.contains("no pair waits for review"))
    let named = try Binary.run("link", "run", path)
    #expect(named.text == run.text)
  }

  @Test("A decision takes effect with the next linking, and is withdrawn as easily")
  func decisions() throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder)
    let before = try #require(try entities(path))
    let decided = try decide(path, "--same")
    #expect(decided.status == 0, "\(decided.complaint)")
    #expect(decided.text.contains("\(first) and \(second): same"))
    #expect(try entities(path) == before - 1)
    let explained = try Binary.run("link", path, "--explain", first, second)
    #expect(explained.text.contains("judged the same by DC Sample: seen"))
    let json = try Binary.run("link", path, "--explain", second, first, "--json").json()
    #expect(json["outcome"] as? String == "same")
    #expect((json["joins"] as? [String])?.count == 1)
    #expect(try decide(path, "--withdraw").status == 0)
    #expect(try entities(path) == before)
    let log = try Binary.run("audit", path).text
    #expect(log.contains("DC Sample judged"))
    #expect(log.contains("DC Sample withdrew"))
  }

  @Test("An unknown record is one line that says what may have been meant")
  func unknown() throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder)
    let run = try Binary.run("link", path, "--explain", "OTHER/nominal/1", second)
    #expect(run.status == 2)
    #expect(run.complaintLines.last?.contains("did you mean SMALL/nominal/1") == true)
    let decided = try Binary.run(
      "link", "decide", path, first, "nobody", "--same", "--by", "N", "--reason", "r")
    #expect(decided.status == 2)
    #expect(decided.complaint.contains("nobody: no record of the case has this key"))
  }

  @Test("A pair that a rule held back is answered, undone, answered again, and then gone")
  func answers() throws {
    let folder = TemporaryFolder()
    let path = folder.path("held.ocgcase")
    _ = try Binary.run("new", path)
    let mapping = try folder.write(
      """
      { profile: "held", version: 1, system: "HELD", files: [{ match: "*.csv", entities: {
        person: { kind: "nominal", id: "ID", features: {
          name: "NAME", dateOfBirth: "BORN", nationalInsuranceNumber: "NUMBER" } } } }] }
      """, to: "held.json5")
    let export = try folder.write(
      "ID,NAME,BORN,NUMBER\n1,Ada Sample,1990-05-06,QQ123456A\n2,Ada Sample,1990-05-06,QQ123456B\n",
      to: "held.csv")
    _ = try Binary.run("import", path, "--mapping", mapping, export)
    #expect(try Binary.run("link", path).text.contains("1 pair possibly the same"))
    func review(_ keys: String) throws -> Run {
      try Binary.run(["link", "review", path, "--by", "DC Sample"], input: keys)
    }
    let undone = try review("n\nz\ny\n")
    #expect(undone.status == 0, "\(undone.complaint)")
    #expect(undone.text.contains("held back: same name and date of birth"))
    #expect(undone.text.contains("that was the last pair"))
    #expect(undone.text.contains("1 decision stored"))
    #expect(try review("z\n").text.contains("no pair waits"))
    #expect(try entities(path) == 1)
    let log = try Binary.run("audit", path).text
    #expect(log.contains("showed pairs that are possibly the same: 1"))
    #expect(log.contains("DC Sample took back the judgement"))
  }

  @Test("One name is explained with its records, and a bad number of names is refused")
  func account() throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder)
    let run = try Binary.run("link", path, "--explain", first)
    #expect(run.status == 0, "\(run.complaint)")
    #expect(run.text.contains("1 record\n  \(first)\n"))
    let json = try Binary.run("link", path, "--explain", first, "--json").json()
    #expect((json["parts"] as? [Any])?.count == 1)
    #expect(try Binary.run("link", path, "--explain", first, second, first).status == 2)
    #expect(try Binary.run("audit", path).text.contains("explained \(first)"))
  }

  @Test("Two records that no row describes are of no entity")
  func undescribed() throws {
    let folder = TemporaryFolder()
    let path = folder.path("friends.ocgcase")
    _ = try Binary.run("new", path)
    let mapping = try folder.write(
      """
      { profile: "friends", version: 1, system: "F", files: [{ match: "*.csv",
        entities: {
          person: { kind: "nominal", id: "ID", features: { name: "NAME" } },
          friend: { space: "nominal", id: "FRIEND" },
        },
        links: [{ from: "person", to: "friend", type: "associate" }] }] }
      """, to: "friends.json5")
    let export = try folder.write("ID,NAME,FRIEND\n1,Ada Sample,8\n2,Eve Sample,9\n", to: "f.csv")
    let imported = try Binary.run("import", path, "--mapping", mapping, export)
    #expect(imported.status == 0, "\(imported.complaint)")
    let run = try Binary.run("link", path, "--explain", "F/nominal/8", "F/nominal/9")
    #expect(run.status == 0, "\(run.complaint)")
    #expect(run.text.contains("F/nominal/8 and F/nominal/9: apart\nentities: none and none"))
  }

  @Test("The linking is compared with labels, in words and as JSON")
  func evaluate() throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder)
    _ = try decide(path, "--same")
    let labels = try folder.write(
      "record,person\n\(first),1\n\(second),2\nSMALL/nominal/3,2\n", to: "labels.csv")
    let run = try Binary.run("link", "evaluate", path, labels, "--entity-column", "person")
    #expect(run.status == 0, "\(run.complaint)")
    #expect(run.text.contains("Pairs of records     0.0000  0.0000  0.0000"))
    #expect(
      run.text.contains("1 wrong pair in 1 place\n  \(first) and \(second)\n    judged the same"))
    #expect(run.text.contains("1 missed pair in 1 place\n  \(second) and SMALL/nominal/3"))
    let json = try Binary.run(
      "link", "evaluate", path, labels, "--entity-column", "person", "--json"
    ).json()
    #expect(json["records"] as? Int == 3)
    #expect((json["bcubed"] as? [String: Double])?["precision"] != nil)
    let bad = try Binary.run("link", "evaluate", path, labels)
    #expect(bad.status == 2)
    #expect(bad.complaint.contains("no column 'entity'"))
  }

  @Test("Review asks for nothing where nothing waits, and needs a linked case")
  func review() throws {
    let folder = TemporaryFolder()
    let path = try SmallCase.make(in: folder)
    let early = try Binary.run("link", "review", path, "--by", "DC Sample")
    #expect(early.status == 2)
    #expect(early.complaint.contains("run `ocg link` first"))
    _ = try Binary.run("link", path)
    let run = try Binary.run("link", "review", path, "--by", "DC Sample")
    #expect(run.status == 0, "\(run.complaint)")
    #expect(run.text.contains("no pair waits for review"))
  }
}
