#include <iostream>
#include <vector>
int main() { std::vector<int> v{1, 2, 3}; int sum = 0; for (int i : v) sum += i; std::cout << "sum " << sum << std::endl; }
