import Records
import Support
import Testing

@testable import Linkage

/// Ten records at most, with identifiers of which one record may bear several.
private struct Scene {
  private var builder = EvidenceBuilder()
  private var further: [(key: String, feature: Feature)] = []

  /// Adds a nominal; each text is its own normal form.
  mutating func person(_ name: String, _ features: [(Feature.Name, String)]) {
    let firsts = Dictionary(features, uniquingKeysWith: { first, _ in first })
    builder.record(key(name), .nominal, firsts, normal: firsts)
    for (feature, text) in features where firsts[feature] != text {
      further.append((key(name), Feature(name: feature, raw: text, value: text)))
    }
  }

  mutating func role(_ name: String, _ role: Role) {
    builder.record("S/event/1", .event, [.title: "e"])
    builder.link(key(name), "S/event/1", .involved, role: role)
  }

  func key(_ name: String) -> String { "S/nominal/\(name)" }

  var evidence: Evidence {
    var evidence = builder.evidence()
    for (key, feature) in further {
      guard let place = evidence.records.firstIndex(where: { $0.key == key }) else { continue }
      evidence.records[place].features = (evidence.records[place].features + [feature]).sorted()
    }
    return evidence
  }

  func judged(_ a: String, _ b: String, _ verdict: Judgement.Verdict) -> Judgement {
    Judgement(key(a), key(b), verdict, analyst: "DC Sample", reason: "r", time: "2026-07-01")
  }

  /// The names of the records of each entity with several, and of each pair that waits, in order.
  func outcome(
    _ judgements: [Judgement] = []
  ) -> (joined: [String], waiting: [String], resolution: Resolution) {
    let evidence = evidence
    let resolution = Linker.resolve(evidence, judgements: judgements)
    func name(_ record: Int) -> String {
      String(evidence.records[record].key.split(separator: "/")[2])
    }
    let joined = resolution.entities.filter { $0.kind == .nominal && $0.records.count > 1 }
      .map { $0.records.map(name).joined() }
    let waiting = resolution.possibleMatches.map { name($0.first) + name($0.second) }
    return (joined.sorted(), waiting.sorted(), resolution)
  }
}

@Suite("Caution before a join") struct CautionTests {
  private static let sameOnce: [[(Feature.Name, String)]] = [
    [(.nationalInsuranceNumber, "QQ123456A")], [(.pncID, "pnc one")],
    [(.travelDocument, "utopia one")],
    [(.name, "ada sample"), (.dateOfBirth, "1990-05-06")],
  ]

  @Test(
    "No rule joins a possible victim with a suspect: the pair waits for a human, in a small case too",
    arguments: CautionTests.sameOnce.indices)
  func roles(rule: Int) throws {
    var scene = Scene()
    for name in ["a", "b"] { scene.person(name, Self.sameOnce[rule]) }
    scene.role("a", .potentialVictim)
    scene.role("b", .suspect)
    let (joined, waiting, resolution) = scene.outcome()
    #expect(joined == [])
    #expect(waiting == ["ab"])
    let match = try #require(resolution.possibleMatches.first)
    #expect(match.thousandths == nil, "no model weighed it")
    #expect(match.reason.contains("possible victim and the other a suspect"))
    #expect(resolution.heldBack.first?.rule.hasSuffix("possible victim and suspect") == true)
    #expect(scene.outcome([scene.judged("a", "b", .same)]).joined == ["ab"])
    #expect(scene.outcome([scene.judged("a", "b", .unsure)]).waiting == [])
  }

  @Test("Two entities in which judgement mixed victims and suspects are not joined by a rule")
  func mixed() {
    var scene = Scene()
    for name in ["a", "b", "c", "d"] {
      let number = ["a", "c"].contains(name) ? "QQ123456A" : "QQ99999\(name == "b" ? 1 : 2)A"
      scene.person(name, [(.nationalInsuranceNumber, number)])
      scene.role(name, ["a", "c"].contains(name) ? .potentialVictim : .suspect)
    }
    scene.person("n", [(.nationalInsuranceNumber, "QQ999991A")])
    let (joined, waiting, _) = scene.outcome([
      scene.judged("a", "b", .same), scene.judged("c", "d", .same),
    ])
    // Who is neither may join either; the two mixed ones agree by a and c and wait.
    #expect(joined == ["abn", "cd"])
    #expect(waiting == ["ac"])
  }

  @Test("Who may not join the first record of a block joins another that it may")
  func anchors() {
    var scene = Scene()
    for name in ["a", "b", "c", "d"] {
      scene.person(name, [(.nationalInsuranceNumber, "QQ123456A")])
    }
    let apart = ["b", "c", "d"].map { scene.judged("a", $0, .different) }
    #expect(scene.outcome(apart).joined == ["bcd"])
    var other = scene
    other.role("a", .potentialVictim)
    for name in ["b", "d"] { other.role(name, .suspect) }
    let (joined, waiting, _) = other.outcome()
    #expect(joined == ["ac", "bd"], "c is neither and joins the first")
    #expect(waiting == ["ab"], "two entities wait once")
  }

  @Test("A human who joins bearers of two numbers throws no third record out")
  func judgedNumbers() {
    var scene = Scene()
    let same: [(Feature.Name, String)] = [(.name, "ada sample"), (.dateOfBirth, "1990-05-06")]
    scene.person("a", same + [(.nationalInsuranceNumber, "QQ111111A")])
    scene.person("b", same + [(.nationalInsuranceNumber, "QQ222222A")])
    scene.person("c", same)
    let (joined, waiting, _) = scene.outcome()
    #expect(joined == [])
    #expect(waiting == ["ab", "ac"])
    #expect(scene.outcome([scene.judged("a", "b", .same)]).joined == ["abc"])
    #expect(scene.outcome([scene.judged("a", "b", .same)]).waiting == [])
    #expect(scene.outcome([scene.judged("a", "b", .different)]).waiting == ["ac"])
  }

  @Test(
    "A record with two numbers does not bring their bearers together",
    arguments: [["a", "b", "r"], ["b", "r", "a"], ["r", "a", "b"], ["r", "b", "a"]])
  func twoNumbers(order: [String]) {
    // The order of the keys must not matter: names stand for a, b and r in turn.
    let names = Dictionary(uniqueKeysWithValues: zip(order, ["1", "2", "3"]))
    func name(_ letter: String) -> String { names[letter] ?? letter }
    func pair(_ a: String, _ b: String) -> String { [name(a), name(b)].sorted().joined() }
    var scene = Scene()
    let number = Feature.Name.nationalInsuranceNumber
    scene.person(name("a"), [(number, "QQ111111A")])
    scene.person(name("r"), [(number, "QQ111111A"), (number, "QQ222222A")])
    var alone = scene
    scene.person(name("b"), [(number, "QQ222222A")])
    let (joined, waiting, resolution) = scene.outcome()
    #expect(joined == [])
    #expect(waiting == [pair("a", "r"), pair("b", "r")].sorted())
    #expect(
      resolution.heldBack.map(\.rule)
        == ["same National Insurance number, two values in a record"])
    // A human who joins it with one bearer says nothing of the other.
    let one = scene.outcome([scene.judged(name("a"), name("r"), .same)])
    #expect(one.joined == [pair("a", "r")])
    #expect(one.waiting.count == 1)
    let both = scene.outcome([
      scene.judged(name("a"), name("r"), .same), scene.judged(name("b"), name("r"), .same),
    ])
    #expect(both.joined == ["123"])
    // Where nobody else bears the second number there is no chain, nor where another bears both.
    #expect(alone.outcome().joined == [pair("a", "r")])
    alone.person("4", [(number, "QQ111111A"), (number, "QQ222222A")])
    #expect(
      alone.outcome().joined == [(order.filter { $0 != "b" }.map(name) + ["4"]).sorted().joined()])
  }

  @Test("A record with two dates of birth does not bring two of one name together")
  func twoBirths() {
    var scene = Scene()
    scene.person("a", [(.name, "ada sample"), (.dateOfBirth, "1960-05-06")])
    scene.person("b", [(.name, "ada sample"), (.dateOfBirth, "1990-07-08")])
    scene.person(
      "r", [(.name, "ada sample"), (.dateOfBirth, "1960-05-06"), (.dateOfBirth, "1990-07-08")])
    #expect(scene.outcome().joined == [])
    #expect(scene.outcome().waiting == ["ar", "br"])
  }

  @Test("A record with both names of twins does not make one person of them")
  func twins() {
    let born = (Feature.Name.dateOfBirth, "1990-05-06")
    var scene = Scene()
    scene.person("a", [(.name, "ada sample"), born])
    scene.person("r", [(.name, "ada sample"), (.name, "eve sample"), born])
    let alone = scene
    scene.person("b", [(.name, "eve sample"), born])
    let (joined, waiting, resolution) = scene.outcome()
    #expect(joined == [])
    #expect(waiting == ["ar", "br"])
    #expect(
      resolution.heldBack.map(\.rule) == ["same name and date of birth, two values in a record"])
    // A married name, say: whoever knows answers for each of the others.
    let one = scene.outcome([scene.judged("a", "r", .same)])
    #expect(one.joined == ["ar"])
    #expect(one.waiting.count == 1)
    let both = [scene.judged("a", "r", .same), scene.judged("b", "r", .same)]
    #expect(scene.outcome(both).joined == ["abr"])
    #expect(alone.outcome().joined == ["ar"], "where nobody bears the other name is no chain")
  }

  @Test(
    "Of a record with more names and births than anybody has some are compared, and that is said")
  func overfull() {
    var scene = Scene()
    let many =
      (1...9).map { (Feature.Name.name, "ada sample\($0)") }
      + (1...9).map { (Feature.Name.dateOfBirth, "1990-05-0\($0)") }
    scene.person("a", many)
    scene.person("b", [(.name, "ada sample1"), (.dateOfBirth, "1990-05-01")])
    let (joined, waiting, resolution) = scene.outcome()
    #expect(joined == ["ab"])
    #expect(waiting == [])
    #expect(
      resolution.notes.first?
        .hasPrefix("same name and date of birth: 1 record bears more than 64 combinations") == true)
  }

  @Test("The policy's text names every setting of the matching engine")
  func policyText() {
    let text = LinkPolicy.standard.canonicalText
    let policy = LinkPolicy.standard
    let own = ["joinProbability": "\(policy.same)", "leastProbability": "\(policy.possible)"]
    let settings = Mirror(reflecting: MatchSettings()).children
    #expect(settings.count > 10)
    for (name, value) in settings {
      let name = name ?? ""
      let words = "\(name) \(own[name] ?? "\(value)")"
      // How many threads there are changes nothing, so it is no part of what a run follows from.
      #expect(text.contains(words) == (name != "workers"), "\(words)")
    }
    for part in ["same \(policy.same)", "possible \(policy.possible)", policy.version] {
      #expect(text.contains(part))
    }
    #expect(!text.contains("\n"))
  }
}
