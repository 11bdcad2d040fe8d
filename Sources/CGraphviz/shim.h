// Graphviz as a library. The length argument of gvRenderData is `unsigned int *` in 2.x and
// `size_t *` from 10.0 on; the shim hides the difference.
#include <gvc.h>
