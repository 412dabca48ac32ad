#include <boost/program_options.hpp>
#include <curl/curl.h>
#include <iostream>
namespace po = boost::program_options;
std::string forecast(const std::string&);
int main(int c, char** v) {
  po::options_description d;
  d.add_options()("city", po::value<std::string>(), "");
  po::variables_map m;
  po::store(po::parse_command_line(c, v, d), m);
  std::cout << forecast(m["city"].as<std::string>()) << " " << (curl_version() != nullptr) << std::endl;
}
