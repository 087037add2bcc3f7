import Basics
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Operations

/// The growth plan as it can be published: a page, Markdown, a PDF. Nothing private stands in it.
extension PageRoutes {
  func addReport(to router: Router<AtollRequestContext>) {
    router.get("/growth/report") { _, context in
      var headers: HTTPFields = [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"]
      headers[.contentSecurityPolicy] = PageRoutes.reportPolicy
      return Response(
        status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: try await report().html)))
    }
    router.get("/growth/report.md") { _, context in
      return Response.download(
        ByteBuffer(string: try await report().markdown), type: "text/markdown; charset=utf-8", name: "growth.md")
    }
    router.get("/growth/report.pdf") { _, context in
      let pdf = try await typesetter.pdf(typst: try await report().typst)
      return Response.download(ByteBuffer(bytes: pdf), type: "application/pdf", name: "growth.pdf")
    }
  }

  private func report() async throws -> GrowthReport {
    let picture = try await growth.picture()
    return GrowthReport(
      growth: try await picture.growth(), capacity: try await picture.capacity(), runway: nil,
      pipeline: try await picture.pipeline(), on: CalendarDay(Timestamp(seconds: growth.now())))
  }

  /// The report is one file with its own style, and nothing else of it may run or load.
  private static let reportPolicy: String = {
    let digest = Data(SHA256.hash(data: Data(ReportDocument.styleSheet.utf8))).base64EncodedString()
    return "default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  }()
}

extension Response {
  /// A file to be saved.
  fileprivate static func download(_ bytes: ByteBuffer, type: String, name: String) -> Response {
    var headers: HTTPFields = [.contentType: type, .cacheControl: "no-store"]
    headers[.contentDisposition] = "attachment; filename=\"\(name)\""
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: bytes))
  }
}
