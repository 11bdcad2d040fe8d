import Records
import Testing

@testable import Reporting

@Suite("Places of boxes, words and curves")
struct LayoutTests {
  @Test("Widths of text are those of Helvetica's published metrics")
  func widths() {
    // H 722, e 556, l 222, o 556 of 1000.
    #expect(abs(TextWidth.of("Hello", size: 10) - 22.78) < 1e-9)
    #expect(TextWidth.of("", size: 10) == 0)
    #expect(TextWidth.of("王", size: 12) == 12)
    #expect(TextWidth.of("Hello", size: 10, bold: true) > 22.78)
  }

  @Test("Fitted and wrapped text is no wider than asked and loses nothing but what `…` stands for")
  func fitting() {
    let text = SafeText("Supercalifragilistic expialidocious of Specimen Street")
    for width in [30.0, 60, 90, 400] {
      let fitted = TextWidth.fitted(text, width: width, size: 9)
      #expect(TextWidth.of(fitted.text, size: 9) <= width)
      #expect(
        fitted == text
          || (fitted.text.hasSuffix("…") && text.text.hasPrefix(fitted.text.dropLast())))
      let lines = TextWidth.wrapped(text, width: width, size: 9)
      #expect(lines.allSatisfy { TextWidth.of($0.text, size: 9) <= width })
      let spaceless = { (text: String) in text.filter { $0 != " " } }
      #expect(spaceless(lines.map(\.text).joined()) == spaceless(text.text))
    }
  }

  @Test("Spreading keeps order and distance, and no small change comes nearer", arguments: 0..<20)
  func spread(seed: Int) {
    var draws = SeededDraws(seed: UInt64(seed))
    let wanted = (0..<8).map { _ in Double(draws.below(600)) / 100 }.sorted()
    let least = 0.4
    let found = RingLayout.spread(wanted, least: least)
    func miss(_ places: [Double]) -> Double {
      zip(places, wanted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    func isAllowed(_ places: [Double]) -> Bool {
      zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= least - 1e-9 }
    }
    #expect(isAllowed(found))
    // Any allowed move of a run of neighbours by a little must not be better.
    for first in found.indices {
      for last in first..<found.count {
        for step in [-0.01, 0.01] {
          var moved = found
          for index in first...last { moved[index] += step }
          if isAllowed(moved) { #expect(miss(moved) >= miss(found) - 1e-9) }
        }
      }
    }
  }

  @Test("A chain is laid out in the order of its links, and a pair of parts apart")
  func stress() {
    let chain = StressLayout.places(count: 5, pairs: (1..<5).map { ($0 - 1, $0) })
    for a in 0..<5 {
      for b in (a + 1)..<5 where b - a > 1 {
        #expect(chain[a].distance(to: chain[b]) > chain[a].distance(to: chain[a + 1]))
      }
    }
    let parts = StressLayout.places(count: 4, pairs: [(0, 1), (2, 3)])
    #expect(parts[0].distance(to: parts[1]) < parts[0].distance(to: parts[2]))
    #expect(StressLayout.places(count: 1, pairs: []).count == 1)
    #expect(StressLayout.places(count: 0, pairs: []).isEmpty)
    for place in chain + parts { #expect((0...1).contains(place.x) && (0...1).contains(place.y)) }
  }

  @Test("A point of a curve is that of de Casteljau's construction")
  func bezier() {
    let points = [(0.0, 0.0), (30, 80), (90, -20), (120, 60)].map {
      LinkRouter.Place(x: $0.0, y: $0.1)
    }
    for share in [0, 0.2, 0.5, 0.77, 1] {
      var rest = points
      while rest.count > 1 {
        rest = zip(rest, rest.dropFirst()).map { $0.moved(to: $1, by: share) }
      }
      let point = LinkRouter.point(share, on: points)
      #expect(abs(point.x - rest[0].x) < 1e-9 && abs(point.y - rest[0].y) < 1e-9)
    }
  }

  @Test("A link goes round a box in its way, and its words touch no box and no other words")
  func routing() {
    let places = [(0.0, 0.0), (300, 0), (150, 0)]
    let boxes = places.map {
      Frame(centre: LinkRouter.Place(x: $0.0, y: $0.1), width: 60, height: 60)
    }
    let page = Frame(left: -200, bottom: -300, right: 500, top: 300)
    var router = LinkRouter(boxes: boxes, page: page)
    var words: [Frame] = []
    for _ in 0..<3 {
      let route = router.route(from: 0, to: 1, width: 50, height: 20)
      for step in 0...100 {
        #expect(!boxes[2].contains(LinkRouter.point(Double(step) / 100, on: route.points)))
      }
      if let place = route.words { words.append(Frame(centre: place, width: 50, height: 20)) }
    }
    #expect(words.count == 3)
    for (index, a) in words.enumerated() {
      #expect(!boxes.contains { $0.overlaps(a) })
      for b in words[(index + 1)...] { #expect(!a.overlaps(b)) }
    }
  }

  @Test("The rim of a frame lies on its edge, on the way to where one looks")
  func rim() {
    let frame = Frame(centre: LinkRouter.Place(x: 10, y: 20), width: 40, height: 20)
    for (x, y) in [(100.0, 20.0), (10, 90), (-70, -40), (200, 21)] {
      let rim = LinkRouter.rim(of: frame, towards: LinkRouter.Place(x: x, y: y))
      let across = abs(rim.x - 10) / 20
      let along = abs(rim.y - 20) / 10
      #expect(abs(max(across, along) - 1) < 1e-9)
    }
  }

  @Test("Every force of England and Wales has a tile of its own")
  func tiles() {
    let map = ForceTiles(around: [])
    let frames = ForceArea.all.map { map.frame(of: $0) }
    #expect(frames.allSatisfy { $0 != nil })
    let found = frames.compactMap { $0 }
    for (index, a) in found.enumerated() {
      for b in found[(index + 1)...] { #expect(!a.grown(by: 5).overlaps(b)) }
    }
  }

  @Test("A map of a few forces shows them and their neighbours, with room for arrows")
  func smallMap() {
    let active = ForceArea.all.filter { ["Cambridgeshire", "Norfolk"].contains($0.name) }
    let map = ForceTiles(around: active)
    let frames = ForceArea.all.compactMap { map.frame(of: $0) }
    #expect(active.count == 2 && active.allSatisfy { map.frame(of: $0) != nil })
    #expect((5..<20).contains(frames.count))
    for (index, a) in frames.enumerated() {
      for b in frames[(index + 1)...] { #expect(!a.grown(by: 30).overlaps(b.grown(by: 30))) }
    }
    let page = Frame(left: -1, bottom: -1, right: map.mapWidth + 1, top: map.mapHeight + 1)
    #expect(frames.allSatisfy { page.left < $0.left && $0.right < page.right && $0.top < page.top })
  }
}
