// The CSV parser of Debian's libcsv-dev.
#include <csv.h>
