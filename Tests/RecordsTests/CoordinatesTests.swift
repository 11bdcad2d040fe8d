import Records
import Testing

@Suite("Coordinates")
struct CoordinatesTests {
  @Test(
    "Latitude and longitude are read in that order, whatever stands between them",
    arguments: [
      ("53.530988, -2.61741", "53.530988, -2.61741"), ("53.530988,-2.61741", "53.530988, -2.61741"),
      (" 52.5;0.1 ", "52.5, 0.1"), ("52 0", "52, 0"), ("-0.0000004 1", "0, 1"),
      ("0.000001,-179.9999996", "0.000001, -180"), ("90 180", "90, 180"),
    ])
  func read(text: String, expected: String) throws {
    let place = try #require(Coordinates(text))
    #expect(place.text == expected)
    #expect(Coordinates(place.text) == place)
  }

  @Test(
    "Anything else is no place",
    arguments: [
      "", "53.5", "53.5, -2.6, 1", "0, 0", "0.0 0.0", "90.1, 0", "1, 180.5", "N53.5 W2.6",
      "nan, 1", "inf 2", "TL 123 456", "545300 258400", "53,5; -2,6",
    ])
  func refused(text: String) {
    #expect(Coordinates(text) == nil)
  }
}
