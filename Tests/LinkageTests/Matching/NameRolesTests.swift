import Testing

@testable import Linkage

@Suite("Given and family names told apart") struct NameRolesTests {
  private let roles = NameRoles(
    given: [("adam", 900), ("ewa maria", 700), ("james", 300), ("nowak", 3)],
    family: [("nowak", 800), ("kowal", 500), ("james", 250), ("adam", 2)])

  @Test("Names in the wrong fields are exchanged")
  func exchanged() {
    #expect(roles.sorted(given: "nowak", family: "adam") == ("adam", "nowak"))
    #expect(roles.sorted(given: "adam", family: "nowak") == ("adam", "nowak"))
  }

  @Test("A whole name in one field is parted, in either order")
  func parted() {
    #expect(roles.sorted(given: "", family: "nowak ewa maria") == ("ewa maria", "nowak"))
    #expect(roles.sorted(given: "adam kowal", family: "") == ("adam", "kowal"))
  }

  @Test("A single name goes where it mostly stands")
  func single() {
    #expect(roles.sorted(given: "kowal", family: "") == ("", "kowal"))
    #expect(roles.sorted(given: "adam", family: "") == ("adam", ""))
  }

  @Test("What the words do not tell stays as it was written")
  func untold() {
    #expect(roles.sorted(given: "james", family: "james") == ("james", "james"))
    #expect(roles.sorted(given: "unseen", family: "unheard") == ("unseen", "unheard"))
    #expect(roles.sorted(given: "", family: "unseen unheard") == ("", "unseen unheard"))
    #expect(roles.sorted(given: "", family: "") == ("", ""))
  }

  @Test("Names that share a word, a pet form, a stem or a skeleton share a class")
  func classes() {
    for (a, b) in [
      ("maria da silva", "silva"), ("bill", "william"), ("kazlauskas", "kazlauskiene"),
      ("mohamed", "muhammad"), ("abdul rahman", "abdulrahman"),
    ] {
      #expect(!Set(NameForms.classes(a)).isDisjoint(with: NameForms.classes(b)), "\(a), \(b)")
    }
    #expect(Set(NameForms.classes("da silva")).isDisjoint(with: NameForms.classes("da costa")))
    #expect(NameForms.sound("bill james") == NameForms.sound("william"))
    #expect(NameForms.sound("kowalski") == NameForms.sound("kowalska"))
  }
}
