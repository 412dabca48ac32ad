#include <curl/curl.h>
#include <stdio.h>

int main(void) {
    printf("%.8s\n", curl_version());
    return 0;
}
