import Basics
import Delivery
import Fleet
import Foundation
import Testing

@testable import ControlPlane

@Suite struct PagesSafetyTests {
  /// Markup, both quotation marks, and one with a combining accent, which Swift takes for another character.
  static let hostile = "<script>alert(1)</script>\"'\u{27}\"\u{301} onclick=x <img src=x> {{frame.csrf}}\u{0}"

  @Test("text is escaped byte by byte, so that a combining accent hides no quotation mark")
  func escaping() {
    let escaped = PageContentType.escaped("a\"\u{301}b<\u{338}&'\u{0}")
    #expect(escaped.utf8.elementsEqual("a&quot;\u{301}b&lt;\u{338}&amp;&#39;\u{FFFD}".utf8))
    #expect(PageContentType.escaped("plain") == "plain")
  }

  @Test("hostile names are escaped on every page and in every live part")
  func hostileNames() throws {
    let pages = try PagesExample.pages.get()
    for (name, html) in HostilePages(text: Self.hostile).all(pages) {
      #expect(html.contains("alert(1)"), "\(name) shows it")
      let bytes = html.utf8
      for forbidden in ["<script>", "<img src=x", "\"\u{301}", "\u{0}", "token-of-the-form\u{0}"] {
        #expect(bytes.firstRange(of: forbidden.utf8) == nil, "\(name) has \(forbidden)")
      }
    }
  }

  @Test("an address of a scheme that runs code is no link")
  func dangerousLinks() throws {
    let pages = try PagesExample.pages.get()
    for (name, html) in HostilePages(text: "javascript:alert(1)").all(pages) {
      #expect(!html.contains("href=\"javascript:"), "\(name)")
    }
  }

  @Test("pages have no inline script, no inline style and no address outside")
  func policy() throws {
    let pages = try PagesExample.pages.get()
    for (name, html) in try PagesGallery().all(pages) {
      for pattern in [
        #"<script(?![^>]* src="/assets/)"#, #"\sstyle=""#, #"<style"#, #"\son[a-z]+=""#, #"src="(?!/assets/)"#,
      ] {
        #expect(html.range(of: pattern, options: .regularExpression) == nil, "\(name) has \(pattern)")
      }
    }
    let css = String(decoding: pages.assets["atoll.css"]?.bytes ?? [], as: UTF8.self)
    #expect(!css.contains("@import"))
    #expect(css.range(of: #"url\("(?!data:)"#, options: .regularExpression) == nil)
  }

  @Test("a form that changes something posts the token")
  func forms() throws {
    let pages = try PagesExample.pages.get()
    for (name, html) in try PagesGallery().all(pages) {
      for form in html.components(separatedBy: "<form ").dropFirst()
      where form.hasPrefix("method=\"post\"") || form.contains("method=\"post\"") {
        #expect(form.contains("name=\"csrf\" value=\""), "\(name)")
      }
    }
  }

  @Test("ids on a page are unique, and what is described or labelled by an id exists")
  func ids() throws {
    let pages = try PagesExample.pages.get()
    for (name, html) in try PagesGallery().all(pages) {
      let ids = Self.matches(#"\sid="([^"]+)""#, in: html)
      #expect(Set(ids).count == ids.count, "\(name): \(ids.filter { id in ids.count { $0 == id } > 1 })")
      for used in Self.matches(#"(?:aria-labelledby|aria-describedby|for)="([^"]+)""#, in: html) {
        #expect(ids.contains(used), "\(name) names \(used)")
      }
      #expect(Self.matches(#"(<h1)"#, in: html).count == 1, "\(name) has one h1")
    }
  }

  @Test("every name in a template is one that a view model gives")
  func templateNames() throws {
    let gallery = try PagesGallery()
    var known: Set<String> = ["."]
    var markup: Set<String> = []
    var plain: Set<String> = []
    func gather(_ fields: Fields) {
      for (name, field) in fields.values {
        known.insert(name)
        if case .markup = field { markup.insert(name) }
        if case .text = field { plain.insert(name) }
        switch field {
        case .group(let inner): gather(inner)
        case .list(let rows): rows.forEach(gather)
        case .text, .markup, .flag, .nothing: break
        }
      }
    }
    for fields in gallery.allFields() { gather(fields) }
    let folder = PagesExample.repository.appendingPathComponent("Sources/ControlPlane/Resources/Templates")
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
      let text = try String(contentsOf: file, encoding: .utf8)
      let blocks = Set(Self.matches(#"\{\{\$([^}]+)\}\}"#, in: text) + Self.matches(#"\{\{<([^}]+)\}\}"#, in: text))
      for tag in Self.matches(#"\{\{[#^/]?([A-Za-z.?]+)\}\}"#, in: text) where !blocks.contains(tag) {
        for part in tag.split(separator: ".") {
          let name = part.last == "?" ? String(part.dropLast()) : String(part)
          #expect(known.contains(name), "\(file.lastPathComponent) names \(tag)")
        }
      }
      for name in Self.matches(#"\{\{\{([A-Za-z.]+)\}\}\}"#, in: text) {
        let last = name.split(separator: ".").last.map(String.init) ?? ""
        #expect(markup.contains(last) && !plain.contains(last), "\(file.lastPathComponent) shows \(name) unescaped")
      }
      #expect(!text.contains("{{&"), "\(file.lastPathComponent) shows unescaped text")
    }
  }

  static func matches(_ pattern: String, in text: String) -> [String] {
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
    let whole = NSRange(text.startIndex..., in: text)
    return expression.matches(in: text, range: whole).compactMap {
      Range($0.range(at: 1), in: text).map { String(text[$0]) }
    }
  }
}

extension Sequence where Element == UInt8 {
  /// Where the bytes stand, compared as bytes.
  fileprivate func firstRange(of other: String.UTF8View) -> Int? {
    let (haystack, needle) = (Array(self), Array(other))
    guard haystack.count >= needle.count else { return nil }
    return (0...(haystack.count - needle.count)).first { start in
      haystack[start] == needle[0] && haystack[start..<(start + needle.count)].elementsEqual(needle)
    }
  }
}
