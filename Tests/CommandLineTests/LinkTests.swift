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
    let log = try Binary.run("log", path).text
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
