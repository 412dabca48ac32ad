#include <curl/curl.h>
#include <cstdio>
#include <string>
std::string hi();
int main() { printf("%s %s\n", hi().c_str(), curl_version_info(CURLVERSION_NOW)->version ? "curl" : "no"); }
