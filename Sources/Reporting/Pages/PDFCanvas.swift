import CPango

/// One PDF while its pages are drawn: the only file that knows Pango and cairo.
///
/// Coordinates are in points (1/72 inch) from the upper left corner of the page. Fonts are embedded, and
/// text of any script is set in the right direction with a font that has it, where one is installed.
@safe
struct PDFCanvas: ~Copyable {
  /// Why the library refused, in its own words.
  struct Refusal: Error, Equatable {
    let reason: String
  }

  enum Side { case left, middle, right }

  /// How a text is set.
  struct Style: Equatable {
    var size = 9.5
    var isBold = false
    var side = Side.left
  }

  /// Pango's units to a point.
  private static let scale = Double(OCG_PANGO_SCALE)

  // SAFETY: all three come from the libraries in `init`, are never handed out and are freed once: in
  // `deinit`, or the surface in `close`, which marks it; the type cannot be copied.
  private let surface: OpaquePointer
  private let context: OpaquePointer
  private let layout: OpaquePointer

  /// Begins a PDF at `path`; `date` stands as the day of making, so that equal documents have equal bytes.
  init(path: String, title: String, date: String = "1970-01-01T00:00:00Z") throws(Refusal) {
    // SAFETY: the path is terminated by Swift and copied; the library returns an object, in error or not.
    guard let surface = unsafe cairo_pdf_surface_create(path, 595, 842) else {
      throw Refusal(reason: "no surface")
    }
    // SAFETY: the surface is open; texts are terminated and copied; the context holds the surface.
    unsafe cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
    unsafe cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date)
    guard let context = unsafe cairo_create(surface),
      let layout = unsafe pango_cairo_create_layout(context)
    else {
      unsafe cairo_surface_destroy(surface)
      throw Refusal(reason: "no context")
    }
    unsafe pango_layout_set_wrap(layout, Int32(OCG_PANGO_WRAP_WORD_CHAR))
    unsafe self.surface = surface
    unsafe self.context = context
    unsafe self.layout = layout
  }

  deinit {
    // SAFETY: each was made in `init` and is given back once; the surface last.
    unsafe g_object_unref(UnsafeMutableRawPointer(layout))
    unsafe cairo_destroy(context)
    unsafe cairo_surface_destroy(surface)
  }

  /// Writes what is left of the file.
  func finish() throws(Refusal) {
    // SAFETY: the surface is open; the call writes and closes the file, and `deinit` frees the object.
    unsafe cairo_surface_finish(surface)
    let status = unsafe cairo_surface_status(surface)
    guard status == CAIRO_STATUS_SUCCESS else {
      // SAFETY: a text of the library's own, which is copied.
      throw Refusal(
        reason: unsafe cairo_status_to_string(status).map { unsafe String(cString: $0) } ?? "failed"
      )
    }
  }

  /// Begins a page; what is drawn next lies on it.
  func beginPage(width: Double, height: Double) {
    // SAFETY: the surface is open; sizes count for the page that begins.
    unsafe cairo_pdf_surface_set_size(surface, width, height)
  }

  func endPage() {
    // SAFETY: the context is open.
    unsafe cairo_show_page(context)
  }

  /// An entry of the reader's list of contents that leads to `page` (from 1). Returns what entries below
  /// it name as their `parent`; 0 is the top.
  func addOutline(_ title: String, page: Int, top: Double, parent: Int32) -> Int32 {
    // SAFETY: the surface is open; both texts are terminated and copied.
    unsafe cairo_pdf_surface_add_outline(
      surface, parent, title, "page=\(page) pos=[0 \(Int(top))]", cairo_pdf_outline_flags_t(0))
  }

  /// How high `text` is when it is set to `width`; nil sets it on one line.
  func size(of text: Markup, _ style: Style, width: Double?) -> (width: Double, height: Double) {
    set(text, style, width: width)
    var (across, along): (Int32, Int32) = (0, 0)
    // SAFETY: the layout lives; both numbers are ours to be set.
    unsafe pango_layout_get_size(layout, &across, &along)
    return (Double(across) / Self.scale, Double(along) / Self.scale)
  }

  /// Sets `text` with its upper left corner at the given place.
  func draw(_ text: Markup, _ style: Style, x: Double, y: Double, width: Double, ink: Paint) {
    set(text, style, width: width)
    use(ink)
    // SAFETY: context and layout live and belong together.
    unsafe cairo_move_to(context, x, y)
    unsafe pango_cairo_show_layout(context, layout)
  }

  /// Sets `text` on one line whose baseline starts, is centred or ends at the given place.
  func drawLine(_ text: Markup, _ style: Style, x: Double, baseline: Double, ink: Paint) {
    let width = size(of: text, Style(size: style.size, isBold: style.isBold), width: nil).width
    let left =
      switch style.side {
      case .left: x
      case .middle: x - width / 2
      case .right: x - width
      }
    // SAFETY: as above; the layout was set by `size`.
    let above = Double(unsafe pango_layout_get_baseline(layout)) / Self.scale
    use(ink)
    unsafe cairo_move_to(context, left, baseline - above)
    unsafe pango_cairo_show_layout(context, layout)
  }

  private func set(_ text: Markup, _ style: Style, width: Double?) {
    // SAFETY: the description is made here and freed here; the layout copies it and the text.
    guard let font = unsafe pango_font_description_from_string("Liberation Sans") else { return }
    unsafe pango_font_description_set_absolute_size(font, style.size * Self.scale)
    unsafe pango_font_description_set_weight(
      font, Int32(style.isBold ? OCG_PANGO_BOLD : OCG_PANGO_NORMAL))
    unsafe pango_layout_set_font_description(layout, font)
    unsafe pango_font_description_free(font)
    let units = width.map { Int32(max($0, 1) * Self.scale) } ?? -1
    unsafe pango_layout_set_width(layout, units)
    let side =
      switch style.side {
      case .left: OCG_PANGO_LEFT
      case .middle: OCG_PANGO_CENTER
      case .right: OCG_PANGO_RIGHT
      }
    unsafe pango_layout_set_alignment(layout, Int32(side))
    unsafe pango_layout_set_markup(layout, text.text, -1)
  }

  /// A colour with its opacity.
  struct Paint: Equatable {
    var red = 0.0
    var green = 0.0
    var blue = 0.0
    var opacity = 1.0

    static let black = Paint()
    static let grey = Paint(red: 0.29, green: 0.29, blue: 0.29)
    static let marking = Paint(red: 0x7A / 255.0, green: 0, blue: 0x19 / 255.0)
  }

  private func use(_ paint: Paint) {
    // SAFETY: the context is open.
    unsafe cairo_set_source_rgba(context, paint.red, paint.green, paint.blue, paint.opacity)
  }

  /// A part of an outline.
  enum Step: Equatable {
    case move(Double, Double)
    case line(Double, Double)
    case curve(Double, Double, Double, Double, Double, Double)
    case close
  }

  /// Fills and then strokes an outline.
  func draw(
    _ outline: [Step], fill: Paint?, stroke: Paint?, width: Double = 1, dashes: [Double] = []
  ) {
    // SAFETY: the context is open; dashes are read during the call.
    unsafe cairo_new_path(context)
    for step in outline {
      switch step {
      case .move(let x, let y): unsafe cairo_move_to(context, x, y)
      case .line(let x, let y): unsafe cairo_line_to(context, x, y)
      case .curve(let a, let b, let c, let d, let x, let y):
        unsafe cairo_curve_to(context, a, b, c, d, x, y)
      case .close: unsafe cairo_close_path(context)
      }
    }
    if let fill {
      use(fill)
      unsafe cairo_fill_preserve(context)
    }
    if let stroke, width > 0 {
      use(stroke)
      unsafe cairo_set_line_width(context, width)
      unsafe cairo_set_dash(context, dashes, Int32(dashes.count), 0)
      unsafe cairo_stroke_preserve(context)
    }
    unsafe cairo_new_path(context)
  }
}
