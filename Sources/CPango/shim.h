// cairo, and of Pango what is used of it: its own headers draw in GLib's, whose compiler flags the package
// manager refuses. All of it has been stable since Pango 1.0 (1.22 for the baseline).
#include <cairo/cairo-pdf.h>

typedef struct _PangoLayout PangoLayout;
typedef struct _PangoFontDescription PangoFontDescription;
enum { OCG_PANGO_SCALE = 1024, OCG_PANGO_WRAP_WORD_CHAR = 2 };
enum { OCG_PANGO_LEFT = 0, OCG_PANGO_CENTER = 1, OCG_PANGO_RIGHT = 2 };
enum { OCG_PANGO_NORMAL = 400, OCG_PANGO_BOLD = 700 };

PangoLayout *pango_cairo_create_layout(cairo_t *context);
void pango_cairo_show_layout(cairo_t *context, PangoLayout *layout);
void pango_layout_set_wrap(PangoLayout *layout, int wrap);
void pango_layout_set_width(PangoLayout *layout, int width);
void pango_layout_set_alignment(PangoLayout *layout, int alignment);
void pango_layout_set_markup(PangoLayout *layout, const char *markup, int length);
void pango_layout_set_font_description(PangoLayout *layout, const PangoFontDescription *font);
void pango_layout_get_size(PangoLayout *layout, int *width, int *height);
int pango_layout_get_baseline(PangoLayout *layout);
PangoFontDescription *pango_font_description_from_string(const char *name);
void pango_font_description_set_absolute_size(PangoFontDescription *font, double size);
void pango_font_description_set_weight(PangoFontDescription *font, int weight);
void pango_font_description_free(PangoFontDescription *font);
void g_object_unref(void *object);
