import Crypto
import Foundation
import Mustache

/// The templates and assets, read once.
struct PageResources {
  let library: MustacheLibrary
  let assets: [String: PageAsset]

  static func load() throws -> PageResources {
    let root = Bundle.module.bundleURL.appendingPathComponent("Resources")
    MustacheContentTypes.register(PageContentType(), named: PageContentType.name)
    var templates: [String: MustacheTemplate] = [:]
    let folder = root.appendingPathComponent("Templates")
    guard let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) else {
      throw PageResourcesError.missing("Templates")
    }
    for file in files where file.pathExtension == "mustache" {
      let name = file.deletingPathExtension().lastPathComponent
      let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      do {
        templates[name] = try MustacheTemplate(string: prepared(text))
      } catch {
        throw PageResourcesError.unreadable(name, "\(error)")
      }
    }
    var assets: [String: PageAsset] = [:]
    for name in ["atoll.css", "atoll.js", "favicon.svg"] {
      let file = root.appendingPathComponent("Assets").appendingPathComponent(name)
      guard let bytes = try? Data(contentsOf: file) else { throw PageResourcesError.missing(name) }
      assets[name] = PageAsset(name: name, bytes: Array(bytes))
    }
    return PageResources(library: MustacheLibrary(templates: templates), assets: assets)
  }

  /// The template without the indentation of its source, and with our escaping: every template says so at its
  /// beginning, because Mustache goes back to its own at each partial.
  static func prepared(_ text: String) -> String {
    let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }
    return "{{% CONTENT_TYPE: \(PageContentType.name)}}\n" + lines.joined(separator: "\n")
  }
}

/// A file that pages link to, with what is needed to serve it.
struct PageAsset: Sendable {
  let name: String
  let bytes: [UInt8]
  let contentType: String
  /// Changes with its content; stands in links as `?v=`, so that it can be kept for a year.
  let version: String

  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    contentType =
      switch name.split(separator: ".").last {
      case "css": "text/css; charset=utf-8"
      case "js": "text/javascript; charset=utf-8"
      case "svg": "image/svg+xml"
      default: "application/octet-stream"
      }
    version = SHA256.hash(data: bytes).prefix(5).map { String($0, radix: 16) }.joined()
  }

  /// The address that pages use.
  var path: String { "/assets/\(name)?v=\(version)" }
}

/// Why the pages cannot be loaded.
enum PageResourcesError: Error, CustomStringConvertible {
  case missing(String)
  case unreadable(String, String)

  var description: String {
    switch self {
    case .missing(let name): "the resource \(name) is missing beside the program; build or install it again"
    case .unreadable(let name, let why): "the template \(name) cannot be read: \(why)"
    }
  }
}
