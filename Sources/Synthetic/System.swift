/// The record systems of the world, with the shape of each one's own numbers for people.
enum System: String, CaseIterable {
  case cambridgeshire = "CAMBS-INTEL"
  case norfolk = "NORFOLK-INTEL"
  case lincolnshire = "LINCS-INTEL"
  case councils = "FENS-COUNCILS"
  case companies = "COMPANY-OFFICERS"
  case keepers = "VEHICLE-KEEPERS"
  case phones = "COMMS-DATA"
  case payroll = "PAYROLL"
  case bank = "BANK-DISCLOSURE"
  case referrals = "VICTIM-REFERRALS"
  case masterList = "MASTER-LIST"

  /// A place in the order of cases that never changes.
  var number: Int {
    switch self {
    case .cambridgeshire: 0
    case .norfolk: 1
    case .lincolnshire: 2
    case .councils: 3
    case .companies: 4
    case .keepers: 5
    case .phones: 6
    case .payroll: 7
    case .bank: 8
    case .referrals: 9
    case .masterList: 10
    }
  }

  var habit: SpellingHabit {
    switch self {
    case .cambridgeshire: .upperFamily
    case .norfolk, .phones: .plain
    case .lincolnshire: .latin1
    case .councils, .companies, .referrals, .masterList: .full
    case .keepers, .payroll, .bank: .plainUpper
    }
  }

  private var prefix: String {
    switch self {
    case .cambridgeshire: "C"
    case .norfolk: "NK/"
    case .lincolnshire: "L-"
    case .councils: "P"
    case .companies: "OF"
    case .keepers: "K"
    case .phones: "CUST-"
    case .payroll: "W"
    case .bank: "B"
    case .referrals: "VR"
    case .masterList: "MLN-"
    }
  }

  private static let factors = [
    30_103_001, 47_712_101, 60_206_003, 69_897_007, 77_815_009, 84_509_011, 90_309_013, 95_424_017,
    11_394_019, 17_609_021, 23_044_027,
  ]

  /// The system's own number for `person`.
  func localID(_ person: Int) -> String {
    prefix + TestSafe.padded(Scramble(prime: 99_999_989, factor: Self.factors[number])(person), 8)
  }
}
