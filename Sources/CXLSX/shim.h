// libxlsxwriter, with the structs that its calls want filled from plain arguments.
#include <xlsxwriter.h>

// Opens a workbook at `path`; the library's own scratch files go to `folder`.
static inline lxw_workbook *ocg_workbook(const char *path, const char *folder) {
  lxw_workbook_options options = {.constant_memory = 0, .tmpdir = (char *)folder};
  return workbook_new_opt(path, &options);
}

// States what the workbook is; the time of making is always the first second of 1970, so that equal
// workbooks have equal bytes.
static inline void ocg_describe(
    lxw_workbook *book, const char *title, const char *category, const char *comments) {
  lxw_doc_properties about = {
      .title = (char *)title, .category = (char *)category, .comments = (char *)comments,
      .created = 1};
  workbook_set_properties(book, &about);
}
