import Records

/// Every colour that a chart may use. Inks reach a contrast of at least 4.5:1 on white, and colour is
/// never the only sign of anything.
enum Colour: String, Sendable, CaseIterable {
  case white = "#ffffff"
  case black = "#111111"
  case ink = "#222222"
  case grey = "#555555"
  case faint = "#666666"
  case frame = "#9fb2c4"
  case hairline = "#bbbbbb"
  case areaName = "#33475b"
  case marking = "#7a0019"
  case labelGround = "#ffffffd0"

  case communication = "#0072b2"
  case property = "#b34700"
  case financial = "#767676"
  case reference = "#7b3f98"

  case person = "#0b3c5d"
  case vehicle = "#00695c"
  case address = "#8a5a00"
  case phone = "#1f6f8b"
  case account = "#3d6b1f"
  case company = "#5b3f8c"
  case incident = "#444444"
  case area = "#4f5b66"
  case object = "#6b2f4a"

  case fifth5 = "#67001f"
  case fifth4 = "#b2182b"
  case fifth3 = "#d6604d"
  case fifth2 = "#f4a582"
  case fifth1 = "#e8e8e8"
  case overlap = "#7f8c96a0"

  case partOrange = "#e69f00"
  case partSky = "#56b4e9"
  case partGreen = "#5fc9a6"
  case partYellow = "#f0e442"
  case partPink = "#e3a7c8"
  case partGrey = "#dddddd"

  case tintBlue = "#eef3f8"
  case tintGreen = "#f3f7ee"
  case tintSand = "#faf4ea"
  case tintMauve = "#f6f0f6"

  /// The ground of the force area at `column`, from left to right.
  static func tint(_ column: Int) -> Colour {
    let tints: [Colour] = [.tintBlue, .tintGreen, .tintSand, .tintMauve]
    return tints[column % tints.count]
  }

  /// The fill of the connected part with `number`, from 1; 0 is for whoever is alone. Black text on it
  /// reaches a contrast of 7:1.
  static func part(_ number: Int) -> Colour {
    let fills: [Colour] = [.partOrange, .partSky, .partGreen, .partYellow, .partPink]
    return number < 1 ? .partGrey : fills[(number - 1) % fills.count]
  }

  /// The ink of lines in `layer`.
  static func line(_ layer: LinkType.Layer) -> Colour {
    switch layer {
    case .association: .ink
    case .communication: .communication
    case .property: .property
    case .financial: .financial
    case .reference: .reference
    }
  }
}
