import Foundation
import Records
import Support
import Testing

@Suite("Names and addresses")
struct NormaliseTests {
  @Test(
    "Letters fold to ASCII as passports write them",
    arguments: [
      ("Łukasz", "lukasz"), ("Đặng", "dang"), ("Straße", "strasse"), ("Ægir", "aegir"),
      ("Þór", "thor"), ("Bjørn", "bjorn"), ("Müller", "muller"), ("Šćepanović", "scepanovic"),
      ("Žemaitė", "zemaite"), ("Çelik", "celik"), ("ŞTEFAN", "stefan"),
      ("Nguyễn Văn Ánh", "nguyen van anh"),
      ("O’Brien", "obrien"), ("O'Brien", "obrien"), ("Kowalska-Nowak", "kowalska nowak"),
      ("  A.  B, c ", "a b c"), ("e\u{301}", "e"), ("Иван", "ivan"), ("", ""), ("—", ""),
    ])
  func folding(text: String, expected: String) {
    #expect(NameFolding.folded(text) == expected)
  }

  @Test("Folding what is folded changes nothing, and all names of six countries become ASCII")
  func foldingLaw() throws {
    let lists = ["common-forenames-by-country.csv", "common-surnames-by-country.csv"]
    var broken: [String] = []
    for list in lists {
      guard let url = SharedData.url("names-by-country/\(list)") else { continue }
      let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst()
      for line in lines {
        // The name in its own script stands last but one.
        let columns = line.split(separator: ",", omittingEmptySubsequences: false)
        let name = String(columns[columns.count - 2])
        let folded = NameFolding.folded(name)
        let isASCII = !folded.isEmpty && folded.utf8.allSatisfy { $0 < 128 }
        if name.contains(where: \.isLetter), !isASCII || NameFolding.folded(folded) != folded {
          broken.append(name)
        }
      }
    }
    #expect(broken.isEmpty)
  }

  @Test("The order of a name's parts does not matter")
  func nameOrder() {
    #expect(PersonName.normalise("NOWAK, Łukasz Jan") == PersonName.normalise("Jan Łukasz Nowak"))
    #expect(PersonName.normalise("Nowak") == "nowak")
  }

  @Test(
    "A placeholder is no name",
    arguments: [
      "UNKNOWN", "N/A", "n.a.", "TBC", "Unknown, Unknown", "unknown male", "", "-", "?", "123",
      "not known",
    ])
  func placeholders(text: String) {
    #expect(PersonName.normalise(text) == nil)
  }

  @Test(
    "An organisation's legal form is dropped and its words keep their order",
    arguments: [
      ("Fen & Marsh Labour Ltd.", "fen and marsh labour"),
      ("FEN AND MARSH LABOUR LIMITED", "fen and marsh labour"),
      ("Reed PLC", "reed"), ("Limited", "limited"), ("unknown", nil), ("", nil),
    ] as [(String, String?)])
  func organisations(text: String, expected: String?) {
    #expect(OrganisationName.normalise(text) == expected)
  }

  @Test(
    "Spellings of one building share a key",
    arguments: [
      ("Flat 2, 14 Norfolk St, Wisbech", "14 norfolk street"),
      ("14 Norfolk Street Wisbech ZZ99 3VZ", "14 norfolk street"),
      ("ROOM B 14, NORFOLK STREET", "14 norfolk street"),
      ("First Floor Flat, 14 Norfolk Street", "14 norfolk street"),
      ("14, Norfolk St., Wisbech, Cambridgeshire, ZZ993VZ", "14 norfolk street"),
      ("14a Norfolk Street", "14a norfolk street"),
      ("Flat 14 Norfolk Street", "14 norfolk street"),
      ("Room 3 Rose Cottage, Mill La, March", "rose cottage mill lane"),
      ("12-14 St Peters Rd", "12 14 saint peters road"),
      ("10 Park Hill Road Ely", "10 park hill road"), ("56 The Green", "56 the green"),
      ("14 Harefields, Oxford", "14 harefields"), ("", nil), (", ,", nil), ("ZZ99 3VZ", nil),
    ] as [(String, String?)])
  func buildings(text: String, expected: String?) {
    #expect(PostalAddress.building(text) == expected)
  }

  @Test(
    "The flat or room is split off",
    arguments: [
      ("Flat 2, 14 Norfolk St", "flat 2"), ("Room B 14 Norfolk St", "room b"),
      ("First Floor Flat, 14 Norfolk Street", "first floor flat"), ("14 Norfolk St", nil),
      ("Flat 14 Norfolk Street", "flat"),
    ] as [(String, String?)])
  func units(text: String, expected: String?) {
    #expect(PostalAddress.unit(text) == expected)
  }

  @Test(
    "A postcode at the end of an address is found",
    arguments: [
      ("14 Norfolk Street ZZ99 3VZ", "ZZ99 3VZ"), ("14 Norfolk Street, zz993vz", "ZZ99 3VZ"),
      ("14 Norfolk Street", nil), ("", nil),
    ] as [(String, String?)])
  func trailingPostcode(text: String, expected: String?) {
    #expect(PostalAddress.postcode(text) == expected)
  }
}
