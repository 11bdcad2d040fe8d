import Assessment
import Foundation
import Records
import Support
import Testing

@testable import Reporting

@Suite("Documents, tables and interchange files")
struct DocumentTests {
  @Test("Every row of the CSV has the header's width and its parts sum to its points")
  func sums() throws {
    let table = csvRows(ReviewListTable.csv(of: ReleaseFixture.release()))
    let header = try #require(table.first)
    #expect(table.count == 27)
    #expect(table.allSatisfy { $0.count == header.count })
    let points = try #require(header.firstIndex(of: "points"))
    let parts = header.indices.filter { header[$0].hasPrefix("points: ") }
    #expect(parts.count == 3)
    for row in table.dropFirst() {
      let sum = parts.reduce(0) { $0 + thousandths(row[$1]) }
      #expect(sum == thousandths(row[points]), "rank \(row[0])")
    }
  }

  private func thousandths(_ text: String) -> Int {
    Int(text.replacingOccurrences(of: ".", with: "")) ?? .min
  }

  @Test("No cell of a hostile release starts a formula")
  func injection() {
    let release = ReleaseFixture.release(hostile: true)
    let table = csvRows(ReviewListTable.csv(of: release))
    for row in table.dropFirst() {
      for cell in row {
        let isNumber = Double(cell) != nil
        #expect(isNumber || !"=+-@\t\r".contains(cell.first ?? "x"), "\(cell)")
      }
    }
    #expect(table.contains { $0.contains("'=HYPERLINK(\"http://x\")") })
    #expect(table.contains { $0.contains("'+44 7700 900123") })
    #expect(table.dropFirst().allSatisfy { $0.contains("OFFICIAL-SENSITIVE") })
  }

  @Test("The document's figures are the CSV's")
  func sameFigures() throws {
    let release = ReleaseFixture.release()
    let html = String(
      decoding: AssessmentDocument.html(of: release, charts: [:]), as: UTF8.self)
    let list = try #require(html.range(of: "<caption>Review list"))
    let body = html[list.upperBound...]
    var rest = body
    let table = csvRows(ReviewListTable.csv(of: release))
    let header = try #require(table.first)
    let id = try #require(header.firstIndex(of: "id"))
    let figures = header.indices.filter { header[$0].hasPrefix("points") }
    #expect(figures.count == 4)
    for row in table.dropFirst() {
      let end = try #require(rest.range(of: "</tr>"))
      var line = rest[..<end.lowerBound]
      if line.contains("<thead>") {
        rest = rest[end.upperBound...]
        let next = try #require(rest.range(of: "</tr>"))
        line = rest[..<next.lowerBound]
        rest = rest[next.upperBound...]
      } else {
        rest = rest[end.upperBound...]
      }
      for figure in figures.map({ row[$0] }) {
        #expect(line.contains(">\(figure)</td>"), "\(row[0]): \(figure)")
      }
      #expect(line.contains(row[id]))
    }
  }

  @Test("The document stands alone, is marked at top and bottom and has one main heading")
  func form() {
    let html = String(
      decoding: AssessmentDocument.html(of: ReleaseFixture.release(), charts: [:]), as: UTF8.self)
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en-GB\">"))
    #expect(html.components(separatedBy: "<h1>").count == 2)
    #expect(html.components(separatedBy: "class=\"marking\"").count == 3)
    #expect(html.components(separatedBy: "content: \"OFFICIAL-SENSITIVE\"").count == 3)
    for forbidden in ["http://", "https://", "src=", "<script", "url(", "@import"] {
      #expect(!html.contains(forbidden), "\(forbidden)")
    }
    for part in [
      "realistic possibility", "40% to 50%", "class=\"skip\"", "61",
      "Overdue: 1<", "Unowned: 1 and fewer than 3 under the victim shield<",
      "Archived but active: 1<", "read = stored + rejected",
      "Specimen Hostel", "2016", "at least 31", "at least 465",
      "hub.people", "9f2c41d07ab3e588",
    ] {
      #expect(html.contains(part), "\(part)")
    }
  }

  @Test("Hostile names stay text in the document")
  func hostile() {
    let release = ReleaseFixture.release(hostile: true)
    let html = String(
      decoding: AssessmentDocument.html(of: release, charts: [:]), as: UTF8.self)
    for forbidden in ["<script", "<img", "\u{202E}", "\u{0}"] {
      #expect(!html.contains(forbidden), "\(forbidden)")
    }
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    let opened = html.components(separatedBy: "<td").count
    #expect(opened == html.components(separatedBy: "</td>").count)
  }

  @Test("A chart that is missing or foreign leaves its table in its place; a good one is inlined")
  func charts() {
    let release = ReleaseFixture.release()
    let good = Array(
      "<svg width=\"9pt\" height=\"9pt\" viewBox=\"0 0 9 9\"><desc>drawn here</desc></svg>".utf8)
    let bad = Array("<svg onload=\"alert(1)\"/>".utf8)
    func html(_ chart: [UInt8]?) -> String {
      let charts = chart.map { [ReleaseFixture.position: $0] } ?? [:]
      return String(decoding: AssessmentDocument.html(of: release, charts: charts), as: UTF8.self)
    }
    #expect(html(good).contains("drawn here"))
    #expect(!html(bad).contains("onload"))
    for html in [html(bad), html(nil)] {
      #expect(html.contains("The chart could not be drawn; its content follows as tables."))
      #expect(html.contains("<caption>Boxes on the chart of OCG HARRIER</caption>"))
      #expect(html.contains("<caption>Links on the chart of OCG HARRIER</caption>"))
      #expect(html.components(separatedBy: ">Incident SYN-0207</th>").count > 1)
    }
    #expect(html(good).contains("<details><summary>Links as a table"))
    #expect(!html(good).contains("<caption>Boxes on the chart of OCG HARRIER</caption>"))
  }

  @Test("Rows that do not add up are said to")
  func quality() {
    let base = ReleaseFixture.release()
    let release = Release(
      header: base.header, positions: [], charts: [], overview: base.overview, findings: [],
      sources: Array(base.sources.dropLast()), hubs: [], parameters: [], network: base.network)
    let html = String(decoding: AssessmentDocument.html(of: release, charts: [:]), as: UTF8.self)
    #expect(html.contains("The rows do not add up."))
    #expect(html.contains("The list is empty."))
  }

  @Test("GraphML is well formed, keeps every node and link and carries the marking")
  func graphML() {
    let bytes = GraphML.write(ReleaseFixture.release(hostile: true))
    let read = DrawnText(bytes, collecting: "data")
    #expect(read.isWellFormed)
    #expect(read.elements["node"] == 25 && read.elements["edge"] == 34)
    #expect(read.texts.contains("OFFICIAL-SENSITIVE") && read.texts.contains("9f2c41d07ab3e588"))
    #expect(read.texts.contains("<script>alert(1)</script>"))
    #expect(read.values.contains("N-1") && read.values.contains("V-3"))
  }

  @Test("Equal releases give equal bytes of every product")
  func determinism() {
    let (a, b) = (ReleaseFixture.release(hostile: true), ReleaseFixture.release(hostile: true))
    #expect(ReviewListTable.csv(of: a) == ReviewListTable.csv(of: b))
    #expect(GraphML.write(a) == GraphML.write(b))
    #expect(
      AssessmentDocument.html(of: a, charts: [:]) == AssessmentDocument.html(of: b, charts: [:]))
  }

  @Test("A creation date is the only thing that is taken out of a PDF")
  func dates() {
    let pdf = Array("x /CreationDate (D:20261121215837Z) y /CreationDate (D:2".utf8)
    let expected = Array("x /CreationDate (D:19700101000000Z) y /CreationDate (D:2".utf8)
    #expect(PDFDates.removed(from: pdf) == expected)
    #expect(PDFDates.removed(from: []).isEmpty)
  }

  @Test("Errors name the place, the problem and the next step")
  func errors() {
    let error = ReportingError.chartNotDrawn(position: "OCG-1", reason: "ended by signal 6")
    #expect(
      "\(error)"
        == "chart of OCG-1: could not be drawn (ended by signal 6); use its tables instead")
  }
}
