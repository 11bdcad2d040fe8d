import Linkage
import Records
import Support
import Testing

@testable import Assessment

/// What leaves of the whole network, on a page and as files.
@Suite("The whole network")
struct WholeNetworkTests {
  /// Two rings of five joined by one link, somebody who is alone and a victim who is linked to all.
  private func world() throws -> EvidenceBuilder {
    var builder = EvidenceBuilder()
    let day = try #require(Day(iso: "2026-08-01"))
    for side in ["Left", "Right"] {
      let pairs = (0..<5).flatMap { a in ((a + 1)..<5).map { (a, $0) } }
      builder.group(side, count: 5, pairs: pairs, entered: day)
    }
    builder.report("S/R-join", "2C", entered: day)
    for _ in 0..<2 {
      builder.link(
        "S/nominal/Left0", "S/nominal/Right0", .associate, role: .suspect,
        during: DayInterval(on: day), report: "S/R-join")
    }
    builder.link("S/nominal/Left0", "S/nominal/Right0", .associate)
    builder.person("S/nominal/alone", "Alone Alpha")
    builder.person("S/nominal/victim", "Vic Victim")
    builder.record("S/event/1", .event, [.title: "Incident"])
    builder.link("S/nominal/victim", "S/event/1", .involved, role: .victim)
    builder.link("S/nominal/victim", "S/nominal/Left0", .family)
    builder.record(
      "S/address/1", .address, [.addressLine: "1 Sample Street", .coordinates: "52.5, 0.1"])
    builder.link("S/nominal/Left0", "S/address/1", .resident)
    builder.subject("OCG-1", members: ["S/nominal/Left0", "S/nominal/Left1"])
    return builder
  }

  private func chart(_ question: ChartQuestion) throws -> NetworkChart {
    let release = try assess(world().evidence()).release(
      answering: question, title: "t", recipient: "r", engineVersion: "0", runDigest: "00",
      workers: 1)
    guard case .network(let chart)? = release?.asked else {
      Issue.record("no network chart")
      throw AssessmentError.noEvidence
    }
    #expect(!"\(chart)".contains("Victim"))
    return chart
  }

  @Test("The chart holds whatever a link joins, each pair once, and counts what it leaves out")
  func whole() throws {
    let chart = try chart(.network)
    #expect(chart.nodes.count == 11 && chart.entities == 11)
    #expect(chart.pairs.count == 22 && chart.links == 22)
    #expect(Set(chart.pairs.map { [$0.a, $0.b] }).count == 22)
    #expect(chart.pairs.allSatisfy { $0.a < $0.b })
    #expect(chart.parts == 1)
    #expect(chart.hidden.first { $0.what == "entities without a link" }?.count == 1)
  }

  @Test("Two cliques with one link between them are two communities and one tie")
  func communities() throws {
    let chart = try chart(.communities)
    #expect(chart.nodes.isEmpty && chart.pairs.isEmpty)
    #expect(chart.communities.map(\.entities) == [6, 5])
    #expect(chart.communities.map(\.people) == [5, 5])
    #expect(chart.communities.map(\.links) == [11, 10])
    #expect(chart.ties == [NetworkChart.Pair(a: 0, b: 1, links: 1)])
    #expect(chart.communities.map(\.name) == ["Member0 OfLeft", "Member0 OfRight"])
    #expect(try self.chart(.network).communities == chart.communities)
  }

  @Test("Above the cap only communities are left, and they hold every entity")
  func aboveTheCap() throws {
    let count = NetworkChart.mostEntities + 1
    let nodes = (0..<count).map {
      ReleasedNetwork.Node(entity: EntityID("N-\($0)"), kind: .nominal, label: "P\($0)")
    }
    let links = (1..<count).map {
      ReleasedNetwork.Link(
        from: $0 / 8, to: $0, type: .associate, standing: .confirmed, reports: 1, first: nil,
        last: nil)
    }
    let chart = try NetworkChartMaker(
      network: ReleasedNetwork(nodes: nodes, links: links), seed: 1, workers: 1
    ).chart(withEntities: true)
    #expect(chart.nodes.isEmpty && chart.pairs.isEmpty && chart.entities == count)
    #expect(chart.communities.count <= NetworkChart.mostCommunities)
    #expect(chart.ties.count <= NetworkChart.mostTies)
    let further = chart.hiddenCommunities.first { $0.what == "entities in them" }?.count ?? 0
    #expect(chart.communities.reduce(further) { $0 + $1.entities } == count)
    #expect(
      zip(chart.communities, chart.communities.dropFirst()).allSatisfy {
        $0.entities >= $1.entities
      })
  }

  @Test("A link tells each report and register behind it once, where that is asked for")
  func basis() throws {
    let assessment = try assess(world().evidence())
    func network(_ withBasis: Bool) -> ReleasedNetwork {
      assessment.release(
        title: "t", recipient: "r", engineVersion: "0", runDigest: "00", charts: 0,
        withBasis: withBasis
      ).network
    }
    #expect(network(false).links.allSatisfy { $0.basis.isEmpty })
    let told = network(true)
    #expect(told.links.allSatisfy { $0.basis.count == $0.reports })
    let join = try #require(told.links.first { $0.basis.count == 2 })
    let report = try #require(join.basis.first { $0.isReport })
    #expect(report.source == "S S/R-join, entered 2026-08-01" && report.grading?.text == "2C")
    #expect(report.first == Day(iso: "2026-08-01") && report.last == Day(iso: "2026-08-01"))
    let register = try #require(join.basis.first { !$0.isReport })
    #expect(register.source == "REGISTER register" && register.grading == nil)
    #expect(!"\(told)".contains("Victim"))
    #expect(told.links.map(\.reports) == network(false).links.map(\.reports))
  }

  @Test("An entity is where most of its records say, and nowhere where none does")
  func coordinates() throws {
    let network = release(try assess(world().evidence())).network
    let address = try #require(network.nodes.first { $0.kind == .address })
    #expect(address.coordinates == Coordinates("52.5, 0.1"))
    #expect(network.nodes.filter { $0.coordinates != nil }.count == 1)
  }
}
