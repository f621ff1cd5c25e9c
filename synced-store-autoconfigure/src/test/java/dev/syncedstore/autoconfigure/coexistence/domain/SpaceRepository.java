package dev.syncedstore.autoconfigure.coexistence.domain;

import org.springframework.data.jpa.repository.JpaRepository;

public interface SpaceRepository extends JpaRepository<Space, Long> {

}
