// Graphviz as a library. The length argument of gvRenderData is `unsigned int *` in 2.x and
// `size_t *` in new releases, and some arguments became const; the shim hides the difference.
#include <gvc.h>
#include <stddef.h>

typedef int ocg_render_2(GVC_t *, graph_t *, const char *, char **, unsigned int *);

static inline int ocg_render(
    GVC_t *context, graph_t *graph, const char *format, char **bytes, size_t *count) {
  __typeof__(_Generic(&gvRenderData, ocg_render_2 *: 0U, default: (size_t)0)) length = 0;
  int status = gvRenderData(context, graph, format, bytes, &length);
  *count = length;
  return status;
}

static inline void ocg_set(graph_t *graph, const char *name, const char *value) {
  agattr(graph, AGRAPH, (char *)name, (char *)value);
}
