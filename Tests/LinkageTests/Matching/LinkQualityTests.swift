import Foundation
import Linkage
import Testing

@Suite("Link quality") struct LinkQualityTests {
  @Test("Agrees with the definition over all pairs and records", arguments: 0..<20 as Range<UInt64>)
  func definition(seed: UInt64) {
    let n = 30
    let found = (0..<UInt64(n)).map { Int(draw($0, seed) % 9) }
    let truth = (0..<UInt64(n)).map { Int(draw($0, seed + 100) % 12) }
    var (both, joined, wanted) = (0, 0, 0)
    for a in 0..<n {
      for b in (a + 1)..<n {
        if found[a] == found[b] { joined += 1 }
        if truth[a] == truth[b] { wanted += 1 }
        if found[a] == found[b] && truth[a] == truth[b] { both += 1 }
      }
    }
    var (precision, recall) = (0.0, 0.0)
    for a in 0..<n {
      let mine = Set((0..<n).filter { found[$0] == found[a] })
      let own = Set((0..<n).filter { truth[$0] == truth[a] })
      precision += Double(mine.intersection(own).count) / Double(mine.count) / Double(n)
      recall += Double(mine.intersection(own).count) / Double(own.count) / Double(n)
    }
    let quality = LinkQuality(found: found, truth: truth)
    #expect(quality.falsePairs == joined - both)
    #expect(quality.missedPairs == wanted - both)
    #expect(abs(quality.pairs.precision - Double(both) / Double(joined)) < 1e-12)
    #expect(abs(quality.pairs.recall - Double(both) / Double(wanted)) < 1e-12)
    #expect(abs(quality.bCubed.precision - precision) < 1e-12)
    #expect(abs(quality.bCubed.recall - recall) < 1e-12)
  }

  @Test("The example of Bagga and Baldwin scores as they print it")
  func published() {
    let truth = [1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3]
    let joined = [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2]
    let quality = LinkQuality(found: joined, truth: truth)
    #expect(abs(quality.bCubed.precision - 0.762) < 5e-4)
    #expect(quality.bCubed.recall == 1)
    #expect(quality.largest == 7)
  }

  @Test("Nothing to join is joined perfectly")
  func empty() {
    let quality = LinkQuality(found: [], truth: [])
    #expect(quality.pairs.f1 == 1)
    #expect(quality.bCubed.f1 == 1)
    #expect(quality.largest == 0)
  }

  @Test("Equal labels have one number, and each record without one a number of its own")
  func numbers() {
    let numbers = LinkQuality.numbers(of: ["b", "", "a", "b", ""])
    #expect(numbers[0] == numbers[3])
    #expect(Set(numbers).count == 4)
    #expect(LinkQuality.numbers(of: []).isEmpty)
  }

  @Test("Accuracy and bins in JSON have the names that commands print")
  func json() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    func text(_ value: some Encodable) throws -> String {
      String(decoding: try encoder.encode(value), as: UTF8.self)
    }
    // Joined: 01, 02, 12. True: 01.
    let quality = LinkQuality(found: [1, 1, 1], truth: [1, 1, 2])
    let accuracy = try JSONDecoder().decode(
      [String: Double].self, from: try encoder.encode(quality.pairs))
    #expect(accuracy.keys.sorted() == ["f1", "precision", "recall"])
    #expect(abs((accuracy["f1"] ?? 0) - 0.5) < 1e-12)
    #expect(
      try text(CalibrationBin.bins([(0.25, true)], limits: [0, 0.5]))
        == #"[{"high":0.5,"low":0,"observed":1,"pairs":1,"stated":0.25}]"#)
  }

  @Test("A bin states the mean probability of its links and the share that is true")
  func calibration() {
    let bins = CalibrationBin.bins(
      [(0.5, true), (0.7, false), (0.8, true), (1, true)], limits: [0, 0.5, 0.8, 1])
    #expect(bins.map(\.pairs) == [0, 2, 2])
    #expect(abs(bins[1].stated - 0.6) < 1e-12)
    #expect(bins.map(\.observed) == [0, 0.5, 1])
  }

  private func draw(_ index: UInt64, _ seed: UInt64) -> UInt64 {
    var z = (index &+ 1) &* 0x9E37_79B9_7F4A_7C15 ^ (seed &+ 1) &* 0xD1B5_4A32_D192_ED03
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    return (z ^ (z >> 27)) >> 7
  }
}
