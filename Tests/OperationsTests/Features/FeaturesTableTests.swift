import Basics
import Fleet
import Growth
import Operations
import Testing

@Suite("Features and exceptions for spreadsheets")
struct FeaturesTableTests {
  @Test("the matrix has a row for each hub, by name, and a column for each feature in the order of the answer")
  func matrix() {
    let fleet = FeaturesExample.fleet()
    let table = FeaturesTable.matrix(fleet, FeaturesExample.answer())
    let rows = table.components(separatedBy: "\r\n")
    #expect(rows.first == "hub,cluster,community,kind,staging,gpu,wide,dask,old,sidecar")
    #expect(rows.dropFirst().first == "deep/kelp,deep,kelp,basic,no,,yes,,,")
    #expect(rows.contains("shore/staging,shore,reef,basic,yes,,,yes,,"))
    #expect(rows.count == 5 && rows.last == "")
  }

  @Test("commas, quotes and ends of lines are quoted, and what a spreadsheet would calculate is not")
  func quoting() throws {
    let values = #"custom: {reef: {a: "one, two", b: 'say "it"', c: "=1+1", d: "-x, y", e: "plain"}}"#
    let fleet = try ConfigurationExample.fleet(
      ConfigurationExample.adoptedTexts.merging(
        ["config/clusters/deep/reef.values.yaml": "jupyterhub: {\(values)}\n"]) { $1 })
    let effort = FleetEffort(fleet, now: FeaturesExample.now)
    let answer = ExceptionsAnswer(fleet, of: "deep/reef", effort: effort)
    let rows = FeaturesTable.exceptions(answer).components(separatedBy: "\r\n")
    #expect(rows.first == "hub,staging,path,value,code,lines,also_on,clusters,ratio,adds,because,file,line")
    let cells = { (path: String) in rows.first { $0.contains(",custom.reef.\(path),") } ?? "" }
    #expect(cells("a").hasPrefix(#"deep/reef,no,custom.reef.a,"one, two",no,0,0,1,,,,"#))
    #expect(cells("b").contains(#","say ""it""","#))
    #expect(cells("c").contains(",'=1+1,"))
    #expect(cells("d").contains(#","'-x, y","#))
    #expect(cells("e").hasSuffix(",config/clusters/deep/reef.values.yaml,1"))
  }
}
