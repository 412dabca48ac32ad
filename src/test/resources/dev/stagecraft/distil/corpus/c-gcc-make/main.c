#include <stdio.h>
#include <math.h>
int main(int argc, char **argv) { printf("%.3f\n", sqrt(argc + 1)); return 5; }
