import Linkage

/// Precision, recall and F1 in JSON.
struct AccuracyResult: Encodable {
  let precision: Double
  let recall: Double
  let f1: Double

  init(_ accuracy: LinkQuality.Accuracy) {
    precision = accuracy.precision
    recall = accuracy.recall
    f1 = accuracy.f1
  }
}

/// One bin of probabilities in JSON.
struct CalibrationResult: Encodable {
  let low: Double
  let high: Double
  let pairs: Int
  let stated: Double
  let observed: Double

  init(_ bin: CalibrationBin) {
    low = bin.low
    high = bin.high
    pairs = bin.links
    stated = bin.stated
    observed = bin.observed
  }
}

/// Returns a table of precision, recall and F1.
func accuracyTable(_ rows: [(name: String, accuracy: AccuracyResult)]) -> String {
  var table = TextTable(["Measure", ">Precision", ">Recall", ">F1"])
  for (name, accuracy) in rows {
    table.add([name] + [accuracy.precision, accuracy.recall, accuracy.f1].map(share))
  }
  return table.text
}

/// Returns what the model stated and what is true, by bins that are not empty.
func calibrationLines(_ bins: [CalibrationResult]) -> [String] {
  guard !bins.isEmpty else {
    return ["", "no model was fitted: no probability to hold to account"]
  }
  var table = TextTable([">From", ">To", ">Pairs", ">Stated", ">True"])
  for bin in bins where bin.pairs > 0 {
    table.add(
      [share(bin.low), share(bin.high), grouped(bin.pairs), share(bin.stated)]
        + [share(bin.observed)])
  }
  return ["", "Probabilities of the model, and the share of pairs that is true:", table.text]
}

/// Returns a share of one with four decimals, such as `0.9132`.
private func share(_ value: Double) -> String {
  let digits = String(Int((value * 10_000).rounded()) + 100_000)
  return "\(digits.dropFirst().prefix(1)).\(digits.suffix(4))"
}
