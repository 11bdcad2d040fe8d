import BenchmarkKernels
import Foundation

extension Answer {
  /// Writes each array to `prefix`.NAME.npy, the file form of NumPy.
  func write(to prefix: String) throws {
    for (name, values) in arrays {
      let (type, bytes) = Self.bytes(of: values)
      var head = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(values.count),), }"
      // The head with its ten bytes of preface fills whole lines of 64 bytes.
      head += String(repeating: " ", count: 63 - (10 + head.utf8.count) % 64) + "\n"
      var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0])
      data.append(contentsOf: [UInt8(head.utf8.count & 255), UInt8(head.utf8.count >> 8)])
      data.append(Data(head.utf8))
      data.append(bytes)
      try data.write(to: URL(fileURLWithPath: "\(prefix).\(name).npy"))
    }
  }

  /// SAFETY: the elements are plain numbers, and the buffer is copied before the closure returns.
  private static func bytes(of values: Values) -> (type: String, bytes: Data) {
    switch values {
    case .doubles(let values): ("<f8", unsafe values.withUnsafeBytes { unsafe Data($0) })
    case .integers(let values): ("<i8", unsafe values.withUnsafeBytes { unsafe Data($0) })
    case .numbers(let values): ("<i4", unsafe values.withUnsafeBytes { unsafe Data($0) })
    }
  }
}
