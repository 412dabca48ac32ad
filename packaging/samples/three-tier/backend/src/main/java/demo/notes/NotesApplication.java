package demo.notes;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the notes of the database to the front end, and the front end itself. */
@SpringBootApplication
@RestController
public class NotesApplication {
    private final JdbcClient database;

    NotesApplication(JdbcClient database) {
        this.database = database;
    }

    record Note(long id, String text) {}

    @GetMapping("/api/notes")
    List<Note> notes() {
        return database.sql("select id, text from note order by id").query(Note.class).list();
    }

    public static void main(String[] args) {
        SpringApplication.run(NotesApplication.class, args);
    }
}
