import Linkage

/// Returns a table of precision, recall and F1.
func accuracyTable(_ rows: [(name: String, accuracy: LinkQuality.Accuracy)]) -> String {
  var table = TextTable(["Measure", ">Precision", ">Recall", ">F1"])
  for (name, accuracy) in rows {
    table.add([name] + [accuracy.precision, accuracy.recall, accuracy.f1].map(share))
  }
  return table.text
}

/// Returns what the model stated and what is true, by bins that are not empty.
func calibrationLines(_ bins: [CalibrationBin]) -> [String] {
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
