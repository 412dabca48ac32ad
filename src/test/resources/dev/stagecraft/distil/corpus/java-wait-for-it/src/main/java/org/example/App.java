package org.example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.*;

@SpringBootApplication
@RestController
public class App {
  @GetMapping("/") String hi() { return "hello books"; }
  public static void main(String[] a) { SpringApplication.run(App.class, a); }
}
